package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The life of intermediate results: everything computed from what is attached here is freed when
 * the scope closes.
 *
 * <p>An operation puts its result on the manager of its input, so whatever enters a computation
 * must be attached to the scope first, the parameters above all: they go back to their owner
 * unharmed when the scope closes.
 */
public final class TensorScope implements AutoCloseable {

  private final NDManager manager;

  public TensorScope(NDManager parent) {
    manager = parent.newSubManager();
  }

  public NDManager manager() {
    return manager;
  }

  /** Lends arrays to this scope until it closes. */
  public void lend(NDArray... arrays) {
    manager.tempAttachAll(arrays);
  }

  /** Lends every parameter to this scope until it closes. */
  public void lend(Parameters parameters) {
    manager.tempAttachAll(parameters.all().values().toArray(NDArray[]::new));
  }

  /** A tensor of this scope with its own copy of the data. */
  public NDArray tensor(float[] data, long... shape) {
    return Ops.tensor(manager, data, shape);
  }

  /** Takes an array out of the scope, so that it outlives it. */
  public NDArray keep(NDArray array, NDManager owner) {
    array.attach(owner);
    return array;
  }

  @Override
  public void close() {
    manager.close();
  }
}

package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a model learns: named tensors, in the order of their names.
 *
 * <p>A parameter's first value depends on the seed, its name and its shape only, so a model may be
 * built in any order. {@link #in} gives a layer its own name space.
 */
public final class Parameters implements AutoCloseable {

  private final NDManager owner;
  private final FirstValues first;
  private final String prefix;
  private final Map<String, NDArray> byName;

  /** What a parameter is when it is created. */
  @FunctionalInterface
  private interface FirstValues {
    float[] of(String name, Initialiser initialiser, long[] shape);
  }

  public Parameters(NDManager parent, long seed) {
    this(
        parent.newSubManager(),
        (name, initialiser, shape) ->
            initialiser.values(
                new Random(seed * 0x9E3779B97F4A7C15L + name.hashCode()),
                Math.toIntExact(new Shape(shape).size())),
        "",
        new TreeMap<>());
  }

  /**
   * Parameters of a model that was trained before. Creating one that has no value here, or one of
   * another shape, is an {@link IllegalArgumentException}: whatever sizes a model is said to have,
   * no more is made than the values that there are.
   */
  public static Parameters of(NDManager parent, Map<String, HostTensor> values) {
    return new Parameters(
        parent.newSubManager(),
        (name, initialiser, shape) -> {
          HostTensor value = values.get(name);
          if (value == null) {
            throw new IllegalArgumentException("There are no weights " + name);
          }
          value.requireShape(name, shape);
          return value.values();
        },
        "",
        new TreeMap<>());
  }

  private Parameters(
      NDManager owner, FirstValues first, String prefix, Map<String, NDArray> byName) {
    this.owner = owner;
    this.first = first;
    this.prefix = prefix;
    this.byName = byName;
  }

  /** The same parameters; what is created through the result is named {@code name.something}. */
  public Parameters in(String name) {
    return new Parameters(owner, first, prefix + name + ".", byName);
  }

  /**
   * A new parameter that is trained.
   *
   * @throws IllegalStateException if there is one of this name
   */
  public NDArray create(String name, Initialiser initialiser, long... shape) {
    String fullName = prefix + name;
    if (byName.containsKey(fullName)) {
      throw new IllegalStateException("There is already a parameter " + fullName);
    }
    NDArray parameter = Ops.tensor(owner, first.of(fullName, initialiser, shape), shape);
    parameter.setRequiresGradient(true);
    byName.put(fullName, parameter);
    return parameter;
  }

  /** All of them by full name, in the order of the names. */
  public Map<String, NDArray> all() {
    return Collections.unmodifiableMap(byName);
  }

  /** How many numbers are learned. */
  public long count() {
    return byName.values().stream().mapToLong(p -> p.getShape().size()).sum();
  }

  /** Whether gradients reach the parameters. */
  public void train(boolean trained) {
    byName.values().forEach(p -> p.setRequiresGradient(trained));
  }

  /** Gradients reach those of these names only: the others cost none, and stay as they are. */
  public void train(Predicate<String> trained) {
    byName.forEach((name, p) -> p.setRequiresGradient(trained.test(name)));
  }

  /**
   * Computes while no gradient reaches the parameters, as is meant where something else is asked
   * for its gradient; what they have collected before stays as it is.
   */
  public <T> T frozen(Supplier<T> computation) {
    List<NDArray> trained = byName.values().stream().filter(NDArray::hasGradient).toList();
    trained.forEach(p -> p.setRequiresGradient(false));
    try {
      return computation.get();
    } finally {
      trained.forEach(p -> p.setRequiresGradient(true));
    }
  }

  /** The same values, not trained: what an average of the weights starts from. */
  public Parameters copy() {
    Parameters copy =
        new Parameters(owner.getParentManager().newSubManager(), first, "", new TreeMap<>());
    byName.forEach(
        (name, p) ->
            copy.byName.put(
                name, Ops.tensor(copy.owner, p.toFloatArray(), p.getShape().getShape())));
    return copy;
  }

  /** Overwrites every value, in place: layers that hold a parameter see the new value. */
  public void copyFrom(Parameters other) {
    load(other.values());
  }

  /** The values in the safetensors format, names in order: the same values give the same bytes. */
  public byte[] toBytes() {
    return SafeTensors.write(values());
  }

  /**
   * Overwrites every value by {@link #toBytes()} of a model built alike.
   *
   * @throws IllegalArgumentException if names or shapes are others; nothing has changed then
   */
  public void fromBytes(byte[] bytes) {
    load(SafeTensors.read(bytes));
  }

  /** Copies of all values. */
  public Map<String, HostTensor> values() {
    Map<String, HostTensor> values = new TreeMap<>();
    byName.forEach((name, p) -> values.put(name, HostTensor.of(p)));
    return values;
  }

  /**
   * @throws IllegalArgumentException if these are not the parameters' names
   */
  public void requireNames(Set<String> names) {
    if (!names.equals(byName.keySet())) {
      throw new IllegalArgumentException(
          "These weights are named " + names + ", the model's " + byName.keySet());
    }
  }

  /** Overwrites every value. */
  public void load(Map<String, HostTensor> values) {
    requireNames(values.keySet());
    byName.forEach((name, p) -> values.get(name).requireShape(name, p.getShape().getShape()));
    GradientMode.runOff(
        () -> {
          try (TensorScope scope = new TensorScope(owner)) {
            byName.forEach((name, p) -> assign(p, values.get(name).in(scope.manager())));
          }
        });
  }

  /**
   * Overwrites some values.
   *
   * @param values by their names in this name space
   * @throws IllegalArgumentException if there is no parameter of a name, or it has another shape
   */
  public void set(Map<String, HostTensor> values) {
    Map<String, HostTensor> all = values();
    values.forEach(
        (name, value) -> {
          if (all.put(prefix + name, value) == null) {
            throw new IllegalArgumentException("There is no parameter " + prefix + name);
          }
        });
    load(all);
  }

  /** Those whose names begin so, by what comes after that. */
  public static Map<String, HostTensor> part(Map<String, HostTensor> values, String beginning) {
    Map<String, HostTensor> part = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(beginning)) {
            part.put(name.substring(beginning.length()), value);
          }
        });
    return part;
  }

  /** Exact for finite values, and in place: a fresh array would not reach the layers. */
  private static void assign(NDArray parameter, NDArray value) {
    parameter.subi(parameter);
    parameter.addi(value);
  }

  NDManager owner() {
    return owner;
  }

  @Override
  public void close() {
    owner.close();
  }
}

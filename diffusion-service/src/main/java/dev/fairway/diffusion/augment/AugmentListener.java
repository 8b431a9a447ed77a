package dev.fairway.diffusion.augment;

/** Is told how far the drawing is. */
@FunctionalInterface
public interface AugmentListener {

  AugmentListener NONE = (done, wanted) -> {};

  /**
   * @param done windows that are accepted or given up
   * @param wanted all of them
   */
  void drawing(int done, int wanted);
}

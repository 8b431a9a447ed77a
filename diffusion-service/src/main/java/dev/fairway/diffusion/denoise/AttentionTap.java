package dev.fairway.diffusion.denoise;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A place at which a denoiser attends: its map {@code [R, heads, L, L']} says how much of each of
 * L' places reaches each of L; rows sum to 1. Numbers begin at 1 and stay what they are.
 */
public record AttentionTap(int number, String name) {

  static List<AttentionTap> numbered(List<String> names) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> new AttentionTap(i + 1, names.get(i)))
        .toList();
  }

  @Override
  public String toString() {
    return "attention " + number + " (" + name + ")";
  }
}

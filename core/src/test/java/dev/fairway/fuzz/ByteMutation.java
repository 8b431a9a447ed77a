package dev.fairway.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Bytes that are cut, flipped, repeated, spliced, or replaced by what is hard. */
final class ByteMutation {

  private static final int MOST_CHANGES = 6;
  private static final int LONGEST = 1 << 15;
  private static final int LONGER_THAN_SEEDS = 2;

  /** What numbers, texts and lengths in headers look like when they are hard. */
  private static final List<byte[]> HARD =
      List.of(
          text("NaN"),
          text("-1"),
          text("1e999"),
          text("9223372036854775808"),
          text("+999999999-12-31T23:59:59"),
          text("99999999999999999999"),
          text("\"\""),
          text("null"),
          text("{"),
          text("\\ud800"),
          text("[["),
          text("\\u0000"),
          text(",,,,"),
          text("\r\n\r"),
          text("&a *a"),
          text("(2147483647, 2147483647, 8)"),
          new byte[] {-1, -1, -1, 127},
          new byte[] {-1, -1, -1, -1, -1, -1, -1, 127},
          new byte[] {0, 0, 0, -128});

  private final SplittableRandom random;
  private final List<byte[]> seeds;
  private final int longest;

  ByteMutation(SplittableRandom random, List<byte[]> seeds) {
    this.random = random;
    this.seeds = seeds;
    this.longest =
        seeds.stream().mapToInt(seed -> LONGER_THAN_SEEDS * seed.length).reduce(LONGEST, Math::max);
  }

  byte[] next() {
    byte[] input = any(seeds);
    for (int changes = random.nextInt(MOST_CHANGES + 1); changes > 0; changes--) {
      input = change(input);
    }
    return input.length <= longest ? input : Arrays.copyOf(input, longest);
  }

  private byte[] change(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int to = Math.min(input.length, at + 1 + random.nextInt(1 << random.nextInt(8)));
    return switch (random.nextInt(8)) {
      case 0 -> with(input, at, to, new byte[] {(byte) random.nextInt(256)});
      case 1 -> with(input, at, to, new byte[0]);
      case 2 -> Arrays.copyOf(input, at);
      case 3 -> with(input, at, at, any(HARD));
      case 4 -> with(input, at, to, any(HARD));
      case 5 -> with(input, at, at, repeated(Arrays.copyOfRange(input, at, to)));
      case 6 -> flipped(input, at);
      default -> spliced(input, at);
    };
  }

  /** The piece between two places replaced. */
  private static byte[] with(byte[] input, int from, int to, byte[] piece) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(input, 0, from);
    bytes.writeBytes(piece);
    bytes.write(input, to, input.length - to);
    return bytes.toByteArray();
  }

  private byte[] repeated(byte[] piece) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 1 << random.nextInt(10); i > 0 && bytes.size() < longest; i--) {
      bytes.writeBytes(piece);
    }
    return bytes.toByteArray();
  }

  private byte[] flipped(byte[] input, int at) {
    byte[] flipped = input.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] spliced(byte[] input, int at) {
    byte[] other = any(seeds);
    int from = random.nextInt(other.length + 1);
    return with(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
  }

  private byte[] any(List<byte[]> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

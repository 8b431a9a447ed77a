package dev.fairway.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Of files as safetensors are: 8 bytes with the length of a JSON header, the header, then data. The
 * header is changed and its length made right again, so that what is hard is not the length.
 */
public final class HeaderMutation implements Mutation {

  private static final Mutation HEADER = new JsonMutation();

  @Override
  public byte[] next(SplittableRandom random, List<byte[]> seeds) {
    byte[] seed = seeds.get(random.nextInt(seeds.size()));
    int length = (int) ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int data = Long.BYTES + length;
    byte[] header =
        HEADER.next(random, List.of(Arrays.copyOfRange(seed, Long.BYTES, Long.BYTES + length)));
    return ByteBuffer.allocate(Long.BYTES + header.length + seed.length - data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(seed, data, seed.length - data)
        .array();
  }
}

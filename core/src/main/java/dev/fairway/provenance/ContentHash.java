package dev.fairway.provenance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over typed parts. Each part goes in with its length, so that no two lists of parts share
 * a hash by running into each other.
 */
public final class ContentHash {

  private static final int CHUNK = 4096;

  private final MessageDigest digest;

  public ContentHash() {
    digest = sha256();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  public ContentHash add(byte[] part) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, part.length));
    digest.update(part);
    return this;
  }

  public ContentHash add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  public ContentHash add(double part) {
    return add(ByteBuffer.allocate(Double.BYTES).putDouble(part).array());
  }

  public ContentHash add(float[] part) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, part.length));
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < part.length; from += CHUNK) {
      int length = Math.min(CHUNK, part.length - from);
      chunk.asFloatBuffer().put(part, from, length);
      digest.update(chunk.array(), 0, length * Float.BYTES);
    }
    return this;
  }

  /** The hash in hexadecimal; afterwards this starts anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

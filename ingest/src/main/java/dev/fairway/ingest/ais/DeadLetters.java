package dev.fairway.ingest.ais;

import com.google.protobuf.ByteString;
import dev.fairway.contract.v1.DeadLetter;
import java.nio.charset.Charset;

/** A refused line as the record that tells of it; its event time is for the caller to add. */
final class DeadLetters {

  static DeadLetter.Builder of(
      String network,
      String source,
      long line,
      String raw,
      Charset charset,
      RefusedLineException why) {
    return DeadLetter.newBuilder()
        .setNetwork(network)
        .setSource(source)
        .setLine(line)
        .setRaw(ByteString.copyFrom(raw, charset))
        .setReason(why.reason())
        .setDetail(why.getMessage());
  }

  private DeadLetters() {}
}

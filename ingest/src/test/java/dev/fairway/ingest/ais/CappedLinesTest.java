package dev.fairway.ingest.ais;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.DeadLetter.Reason;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CappedLinesTest {

  @Test
  void shortLinesAreThoseOfABufferedReader() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append("a\r\n".charAt(random.nextInt(3)));
      }
      assertThat(lines(text.toString()))
          .isEqualTo(new BufferedReader(new StringReader(text.toString())).lines().toList());
    }
  }

  @Test
  void ofALongLineTheBeginningIsKeptAndTheNextIsWhole() {
    String longLine = "x".repeat(10 * CappedLines.LONGEST);
    assertThat(lines("one\n" + longLine + "\r\ntwo"))
        .containsExactly("one", longLine.substring(0, CappedLines.LONGEST + 1), "two");
  }

  @Test
  void aLongLineCostsThatLineAlone() throws Exception {
    String good = "!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D";
    CappedLines lines =
        new CappedLines(new StringReader("y".repeat(3 * CappedLines.LONGEST) + "\n" + good));
    NmeaSource source = new NmeaSource("n", "feed", lines, Optional.empty());
    Events events = Events.of(source);
    assertThat(events.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly(Reason.OVERSIZED);
    assertThat(events.deadLetters().get(0).getRaw().size()).isEqualTo(CappedLines.LONGEST + 1);
    assertThat(source.tally().lines()).isEqualTo(2);
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    new CappedLines(new StringReader(text)).forEachRemaining(lines::add);
    return lines;
  }
}

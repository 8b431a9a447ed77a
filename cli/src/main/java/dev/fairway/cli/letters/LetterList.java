package dev.fairway.cli.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Letters to look at: how many there are by reason, and the newest of them. */
public final class LetterList {

  private static final Comparator<FoundLetter> BY_AGE =
      Comparator.comparing(FoundLetter::refusedAt)
          .thenComparing(FoundLetter::partition)
          .thenComparing(FoundLetter::offset);
  private static final int DETAIL = 100;

  private final int limit;
  private final Map<DeadLetter.Reason, Long> counts = new TreeMap<>();
  private final PriorityQueue<FoundLetter> newest = new PriorityQueue<>(BY_AGE);

  /**
   * @param limit how many are kept; all are counted
   */
  public LetterList(int limit) {
    this.limit = limit;
  }

  public void add(FoundLetter found) {
    counts.merge(found.letter().getReason(), 1L, Long::sum);
    newest.add(found);
    if (newest.size() > limit) {
      newest.remove();
    }
  }

  /** Lines for a terminal, the newest letter last. */
  public String table() {
    StringBuilder table = new StringBuilder();
    for (FoundLetter found : sorted()) {
      DeadLetter letter = found.letter();
      table.append(
          "%-10s %-24s %-16s %-20s %s:%d  %s%n"
              .formatted(
                  found.place(),
                  found.refusedAt(),
                  letter.getNetwork().isEmpty() ? "-" : oneLine(letter.getNetwork()),
                  letter.getReason(),
                  oneLine(letter.getSource()),
                  letter.getLine(),
                  oneLine(letter.getDetail())));
    }
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    table.append("%,d letters%n".formatted(all));
    counts.forEach((reason, count) -> table.append("  %-20s %,d%n".formatted(reason, count)));
    return table.toString();
  }

  public String json() throws JsonProcessingException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    ObjectNode root = mapper.createObjectNode();
    ObjectNode byReason = root.putObject("counts");
    counts.forEach((reason, count) -> byReason.put(reason.name(), count));
    ArrayNode letters = root.putArray("letters");
    for (FoundLetter found : sorted()) {
      DeadLetter letter = found.letter();
      ObjectNode node =
          letters
              .addObject()
              .put("partition", found.partition())
              .put("offset", found.offset())
              .put("refusedAt", found.refusedAt().toString())
              .put("network", letter.getNetwork())
              .put("reason", letter.getReason().name())
              .put("detail", letter.getDetail())
              .put("source", letter.getSource())
              .put("line", letter.getLine())
              .put("recordTopic", letter.getRecordTopic())
              .put("replayable", found.origin().isPresent())
              .put("raw", letter.getRaw().toByteArray());
      if (letter.hasTime() && Times.isValid(letter.getTime())) {
        node.put("time", Times.toInstant(letter.getTime()).toString());
      }
    }
    return mapper.writeValueAsString(root);
  }

  private List<FoundLetter> sorted() {
    return newest.stream().sorted(BY_AGE).toList();
  }

  /** Input may hold anything, what moves a terminal's cursor too. */
  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= DETAIL ? line : line.substring(0, DETAIL - 3) + "...";
  }
}

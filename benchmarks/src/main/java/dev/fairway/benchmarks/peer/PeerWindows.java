package dev.fairway.benchmarks.peer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.series.Calendar;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A task as its peers read it: {@code windows.safetensors} and {@code windows.json} in a folder.
 *
 * <p>Tensors: {@code values}, {@code observed} (1 or 0) and {@code filled} are {@code [T, C, N]} in
 * the channels' units; a hole in {@code filled} holds what the forecaster's filler puts at the end
 * of the window that ends there, so that nothing of the future is in it. {@code day} (share of the
 * day, in [0, 1)) and {@code weekday} (0 for Monday) are {@code [T]}. {@code weights} are the
 * graph's ties {@code [N, N]}: entry (i, j) for a link from i to j, diagonal 0.
 */
public final class PeerWindows {

  /** The tie that counts at least, as the forecaster's own configurations have it. */
  private static final double TIE_THRESHOLD = 0.1;

  private static final String TENSORS = "windows.safetensors";
  private static final String FACTS = "windows.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Writes the task below a folder, if it is not there yet.
   *
   * @return the folder of its files
   */
  public static Path write(Task task, Path parent) throws IOException {
    Path folder = parent.resolve(task.name() + "-" + task.fingerprint());
    if (Files.exists(folder.resolve(FACTS))) {
      return folder;
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve(TENSORS), SafeTensors.write(tensors(task)));
    // The facts come last and whole: where they are, everything is.
    Path draft = folder.resolve(FACTS + ".draft");
    Files.write(draft, JSON.writeValueAsBytes(facts(task)));
    Files.move(draft, folder.resolve(FACTS), StandardCopyOption.ATOMIC_MOVE);
    return folder;
  }

  private static Map<String, HostTensor> tensors(Task task) {
    TrafficSeries series = task.series();
    int plane = series.channels() * series.sites();
    float[] values = new float[series.steps() * plane];
    float[] observed = new float[values.length];
    float[] filled = new float[values.length];
    float[] day = new float[series.steps()];
    float[] weekday = new float[series.steps()];
    Calendar calendar = Calendar.of(series.measured());
    for (int step = 0; step < series.steps(); step++) {
      TrafficWindow snapshot = series.window(step, 1);
      System.arraycopy(snapshot.values(), 0, values, step * plane, plane);
      for (int i = 0; i < plane; i++) {
        observed[step * plane + i] = snapshot.observed()[i] ? 1 : 0;
      }
      putFilled(task, step, filled, step * plane);
      day[step] = calendar.slotOfDay(snapshot.start()) / (float) calendar.slotsPerDay();
      weekday[step] = calendar.weekday(snapshot.start());
    }
    long[] grid = {series.steps(), series.channels(), series.sites()};
    long[] line = {series.steps()};
    return Map.of(
        "values", new HostTensor(grid, values),
        "observed", new HostTensor(grid, observed),
        "filled", new HostTensor(grid, filled),
        "day", new HostTensor(line, day),
        "weekday", new HostTensor(line, weekday),
        "weights", weights(series.measured()));
  }

  private static void putFilled(Task task, int step, float[] filled, int at) {
    TrafficSeries series = task.series();
    int steps = Math.min(step + 1, Task.INPUT_STEPS);
    TrafficWindow window = series.window(step + 1 - steps, steps);
    float[] whole = task.filler().fill(window);
    for (int channel = 0; channel < series.channels(); channel++) {
      System.arraycopy(
          whole,
          window.cell(channel, steps - 1, 0),
          filled,
          at + channel * series.sites(),
          series.sites());
    }
  }

  private static HostTensor weights(MeasuredNetwork measured) {
    GraphMatrix ties =
        GaussianKernel.fit(measured.network(), TIE_THRESHOLD).ofLinks(measured.network());
    int sites = ties.size();
    float[] weights = new float[sites * sites];
    for (int i = 0; i < sites; i++) {
      for (int j = 0; j < sites; j++) {
        weights[i * sites + j] = (float) ties.get(i, j);
      }
    }
    return new HostTensor(new long[] {sites, sites}, weights);
  }

  private static ObjectNode facts(Task task) {
    MeasuredNetwork measured = task.series().measured();
    ObjectNode facts = JSON.createObjectNode();
    facts.put("inputSteps", Task.INPUT_STEPS);
    facts.put("horizon", Task.HORIZON);
    facts.put("stepsPerDay", measured.intervalsPerDay());
    facts.put("dataHash", task.dataHash());
    facts.set("targets", JSON.valueToTree(measured.forecastChannels()));
    facts.set("means", JSON.valueToTree(task.scaler().means()));
    facts.set("deviations", JSON.valueToTree(task.scaler().deviations()));
    ArrayNode minima = facts.putArray("minima");
    measured.channels().stream().map(Channel::minimum).forEach(minima::add);
    ArrayNode maxima = facts.putArray("maxima");
    measured.channels().stream().map(Channel::maximum).forEach(maxima::add);
    ObjectNode starts = facts.putObject("starts");
    starts.set("train", JSON.valueToTree(task.trainStarts()));
    starts.set("validation", JSON.valueToTree(task.validationStarts()));
    starts.set("test", JSON.valueToTree(task.testStarts()));
    return facts;
  }

  private PeerWindows() {}
}

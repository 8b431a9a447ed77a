package dev.fairway.benchmarks.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The PyTorch STGCN as a process that does what it is told: {@code speed.py}. */
public final class PeerBench implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;
  private final Path work;

  /**
   * @param windows folder of {@link PeerWindows}
   * @param work for the tensors that are exchanged
   */
  public PeerBench(
      Python python,
      Path windows,
      int batch,
      int threads,
      double learningRate,
      double weightDecay,
      Path work)
      throws IOException {
    this.work = Files.createDirectories(work);
    this.process =
        python
            .program(
                "speed.py",
                List.of(
                    "--windows", windows.toString(),
                    "--batch", Integer.toString(batch),
                    "--threads", Integer.toString(threads),
                    "--learning-rate", Double.toString(learningRate),
                    "--weight-decay", Double.toString(weightDecay)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.requests = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** Takes over weights by the names they have here. */
  public void load(Map<String, HostTensor> weights) throws IOException {
    Path file = work.resolve("weights.safetensors");
    Files.write(file, SafeTensors.write(weights));
    ask("load " + file);
  }

  /**
   * What the first training batch gives: {@code loss [1]}, {@code forecast [B, F, H, N]} (scaled)
   * and {@code gradient/NAME} for each parameter.
   */
  public Map<String, HostTensor> check() throws IOException {
    Path file = work.resolve("check.safetensors");
    ask("check " + file);
    return SafeTensors.read(Files.readAllBytes(file));
  }

  /** Seconds of each of so many training steps. */
  public double[] train(int steps) throws IOException {
    return numbers(ask("train " + steps));
  }

  /** Seconds of each of so many forecasts of one window. */
  public double[] infer(int forecasts) throws IOException {
    return numbers(ask("infer " + forecasts));
  }

  /** Resident memory of the process, bytes. */
  public long memory() throws IOException {
    return ask("memory").asLong();
  }

  private JsonNode ask(String request) throws IOException {
    requests.write(request + "\n");
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("speed.py ended on the request: " + request);
    }
    return JSON.readTree(answer);
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.path(i).asDouble();
    }
    return numbers;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

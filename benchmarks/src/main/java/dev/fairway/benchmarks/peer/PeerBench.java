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

/** A PyTorch network as a process that does what it is told. */
public final class PeerBench implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String program;
  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;
  private final Path work;

  private PeerBench(Python python, String program, List<String> arguments, Path work)
      throws IOException {
    this.program = program;
    this.work = Files.createDirectories(work);
    this.process =
        python.program(program, arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.requests = process.outputWriter();
    this.answers = process.inputReader();
  }

  /**
   * The STGCN: {@code speed.py}.
   *
   * @param windows folder of {@link PeerWindows}
   * @param work for the tensors that are exchanged
   */
  public static PeerBench stgcn(
      Python python,
      Path windows,
      int batch,
      int threads,
      double learningRate,
      double weightDecay,
      Path work)
      throws IOException {
    return new PeerBench(
        python,
        "speed.py",
        List.of(
            "--windows", windows.toString(),
            "--batch", Integer.toString(batch),
            "--threads", Integer.toString(threads),
            "--learning-rate", Double.toString(learningRate),
            "--weight-decay", Double.toString(weightDecay)),
        work);
  }

  /**
   * The graph-temporal U-Net: {@code denoise.py}.
   *
   * @param batch file with a batch of noised windows and the walks' matrices
   * @param work for the tensors that are exchanged
   */
  public static PeerBench unet(
      Python python, Path batch, int threads, double learningRate, double largestNorm, Path work)
      throws IOException {
    return new PeerBench(
        python,
        "denoise.py",
        List.of(
            "--batch", batch.toString(),
            "--threads", Integer.toString(threads),
            "--learning-rate", Double.toString(learningRate),
            "--largest-norm", Double.toString(largestNorm)),
        work);
  }

  /** Takes over weights by the names they have here. */
  public void load(Map<String, HostTensor> weights) throws IOException {
    Path file = work.resolve("weights.safetensors");
    Files.write(file, SafeTensors.write(weights));
    ask("load " + file);
  }

  /**
   * What the first training batch gives: {@code loss [1]}, {@code output} (scaled) and {@code
   * gradient/NAME} for each parameter.
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

  /** Seconds of each of so many passes of one window. */
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
      throw new IOException(program + " ended on the request: " + request);
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

package dev.fairway.stream.flink;

import dev.fairway.contract.NetworkReader;
import dev.fairway.safety.KafkaFactsReader;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The job as a Flink cluster that others run takes it: {@code flink run fairway-flink-job.jar
 * --kafka HOST:PORT --checkpoints URI}, with the options of {@code fairway job}. Its networks are
 * those on the networks topic when it starts.
 */
@Command(name = "fairway-flink-job")
public final class ForecastJobMain {

  @Mixin private JobOptions options;

  private ForecastJobMain() {}

  /**
   * @throws CommandLine.ParameterException naming the option that is wrong
   * @throws dev.fairway.safety.UnsafeSettingsException naming all that is unsafe
   */
  public static void main(String[] args) throws Exception {
    ForecastJobMain job = new ForecastJobMain();
    new CommandLine(job).parseArgs(args);
    job.submit();
  }

  private void submit() throws Exception {
    JobConfig config =
        options.config(
            List.copyOf(NetworkReader.read(options.kafka()).values()), new BundledForecasters());
    JobRules.of(config, KafkaFactsReader.read(options.kafka()))
        .settle(warning -> System.err.println("warning: " + warning));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    ForecastJob.build(environment, config);
    environment.executeAsync();
  }
}

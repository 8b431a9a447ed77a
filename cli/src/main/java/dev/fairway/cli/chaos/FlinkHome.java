package dev.fairway.cli.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code mvn package} lays out for a Flink cluster.
 *
 * @param jobJar the job with all that it needs but Flink and the tensor engine
 * @param libraries jars of a Flink and of the tensor engine: a cluster's class path
 */
record FlinkHome(Path jobJar, List<Path> libraries) {

  /** System property that names the folder: target of the module flink-job. */
  static final String PROPERTY = "fairway.flink";

  /** What Flink's own start scripts open; its processes need it, one in which it is a guest not. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.net",
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/sun.nio.ch",
          "java.base/java.lang.reflect",
          "java.base/java.text",
          "java.base/java.time",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.concurrent.locks");

  /**
   * @throws IOException naming what is not there
   */
  static FlinkHome find() throws IOException {
    String named = System.getProperty(PROPERTY);
    if (named == null) {
      throw new IOException(
          "Where the job's jar and Flink's jars lie is not known: -D%s=DIR names it, the folder flink-job/target of a build"
              .formatted(PROPERTY));
    }
    Path folder = Path.of(named).toAbsolutePath().normalize();
    List<Path> libraries = new ArrayList<>(jars(folder.resolve("flink")));
    libraries.addAll(jars(folder.resolve("flink-lib")));
    Path jobJar =
        jars(folder).stream()
            .filter(jar -> jar.getFileName().toString().startsWith("fairway-flink-job-"))
            .findFirst()
            .orElseThrow(() -> new IOException("No job's jar in " + folder + ": mvn package"));
    return new FlinkHome(jobJar, libraries);
  }

  /**
   * @param conf folder of its configuration
   */
  Launch launch(String mainClass, Path conf) {
    List<String> options = new ArrayList<>();
    OPENED.forEach(name -> options.add("--add-opens=" + name + "=ALL-UNNAMED"));
    options.add("-Dlog4j2.configurationFile=" + conf.resolve("log4j2.properties").toUri());
    return new Launch(
        mainClass,
        String.join(File.pathSeparator, libraries.stream().map(Path::toString).toList()),
        options);
  }

  private static List<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("%s is not there: mvn package makes it".formatted(folder));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}

package dev.fairway.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The walls between the rooms of docs/architecture.md. The cli sees all classes, so it is here that
 * they are held.
 */
@AnalyzeClasses(packages = "dev.fairway", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  private static final String[] CORE = {
    "dev.fairway.network..",
    "dev.fairway.series..",
    "dev.fairway.score..",
    "dev.fairway.contract..",
    "dev.fairway.provenance..",
    "dev.fairway.safety..",
    "dev.fairway.table.."
  };
  private static final String[] FORECASTER = {
    "dev.fairway.tensor..", "dev.fairway.graph..", "dev.fairway.forecast.."
  };

  @ArchTest
  static final ArchRule coreKnowsNobody =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.fairway.tensor..",
              "dev.fairway.graph..",
              "dev.fairway.forecast..",
              "dev.fairway.diffusion..",
              "dev.fairway.ingest..",
              "dev.fairway.broker..",
              "dev.fairway.stream..",
              "dev.fairway.cli..",
              "ai.djl..",
              "org.apache.flink..");

  @ArchTest
  static final ArchRule theForecasterDoesNotKnowDiffusionNorStreams =
      noClasses()
          .that()
          .resideInAnyPackage(FORECASTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.fairway.diffusion..",
              "dev.fairway.stream..",
              "dev.fairway.ingest..",
              "org.apache.flink..",
              "org.apache.kafka..");

  @ArchTest
  static final ArchRule streamsReachDiffusionThroughGrpcOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.fairway.stream..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.fairway.diffusion..", "dev.fairway.ingest..", "ai.djl..");

  @ArchTest
  static final ArchRule theJobAndTheServerShareTopicsOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.fairway.stream.flink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.fairway.stream.serve..")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule theBaselineNeedsNoTensors =
      noClasses()
          .that()
          .resideInAPackage("dev.fairway.forecast.baseline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "dev.fairway.tensor..");

  @ArchTest
  static final ArchRule dataFlowsOneWay =
      slices().matching("dev.fairway.(*)..").should().beFreeOfCycles();
}

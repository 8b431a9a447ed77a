package dev.fairway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the core: it knows nobody, and its own packages look one way. */
@AnalyzeClasses(packages = "dev.fairway", importOptions = DoNotIncludeTests.class)
class WallsTest {

  private static final String[] CORE = {
    "dev.fairway.contract..",
    "dev.fairway.network..",
    "dev.fairway.provenance..",
    "dev.fairway.safety..",
    "dev.fairway.score..",
    "dev.fairway.series..",
    "dev.fairway.table.."
  };

  @ArchTest
  static final ArchRule CORE_IS_THESE_PACKAGES = classes().should().resideInAnyPackage(CORE);

  @ArchTest
  static final ArchRule NO_TENSORS_NO_STREAMS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "org.apache.flink..", "org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule NETWORKS_KNOW_NO_SERIES =
      noClasses()
          .that()
          .resideInAnyPackage("dev.fairway.network..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.fairway.series..", "dev.fairway.contract..", "dev.fairway.score..");

  @ArchTest
  static final ArchRule SERIES_KNOW_NO_RECORDS =
      noClasses()
          .that()
          .resideInAnyPackage("dev.fairway.series..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.fairway.contract..", "com.google.protobuf..", "io.grpc..");

  @ArchTest
  static final ArchRule THE_GROUND_FLOOR_KNOWS_NOBODY =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.fairway.score..", "dev.fairway.table..", "dev.fairway.provenance..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.fairway.network..", "dev.fairway.series..", "dev.fairway.contract..");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("dev.fairway.(**)").should().beFreeOfCycles();
}

package dev.fairway.tensor;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** What must not be called, because it is silently wrong or kills the process. */
@AnalyzeClasses(packages = "dev.fairway", importOptions = ImportOption.DoNotIncludeTests.class)
class TensorWallsTest {

  /** These wrap a buffer that the garbage collector may free before the backward pass. */
  @ArchTest
  static final ArchRule NO_ARITHMETIC_WITH_NUMBERS =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(assignableTo(NDArray.class)))
                  .and(target(nameMatching("(mul|div|pow)i?")))
                  .and(target(rawParameterTypes(Number.class))))
          .because("its gradients are silently wrong: use Ops.scale");

  /** What they give back points into buffers that the garbage collector may free at once. */
  @ArchTest
  static final ArchRule NO_SPARSE_TENSORS_OF_DJL =
      noClasses()
          .should()
          .callMethodWhere(target(nameMatching("create(Coo|CSR|RowSparse)")))
          .because("it crashes after a garbage collection: use SparseMatrix");

  @ArchTest
  static final ArchRule NO_LOSSES_OF_DJL =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl.training.loss..")
          .because("their gradients are silently wrong: use Losses");

  /** To bfloat16 it aborts the process, and nothing here needs another type than float32. */
  @ArchTest
  static final ArchRule NO_CASTS =
      noClasses()
          .should()
          .callMethodWhere(
              target(nameMatching("toType")).and(target(owner(assignableTo(NDArray.class)))));

  /** It crashes on a leaf. */
  @ArchTest
  static final ArchRule NO_FUNCTION_NAMES =
      noClasses().should().callMethodWhere(target(nameMatching("getGradientFunctionNames")));

  @ArchTest
  static final ArchRule TENSORS_KNOW_NO_MODEL =
      noClasses()
          .that()
          .resideInAPackage("dev.fairway.tensor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.fairway.graph..", "dev.fairway.forecast..");

  /** The rule does see such a call. */
  @Test
  void theBanBites() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    assertThatThrownBy(() -> NO_ARITHMETIC_WITH_NUMBERS.check(offender))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mul");
  }

  @SuppressWarnings("UnusedMethod") // looked at, never called
  private static final class Offender {
    static NDArray twice(NDArray x) {
      return x.mul(2);
    }
  }
}

package dev.fairway.ingest.simulate.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CellTransmissionModelTest {

  /** 30 m/s, 2 veh/s, 0.3 veh/m: critical density 1/15 veh/m, waves at 60/7 m/s. */
  private static final FundamentalDiagram DIAGRAM = new FundamentalDiagram(30, 2, 0.3);

  private static final double STEP = 10;
  private static final double METRES = 300;

  @Test
  void vehiclesAreConservedOnAnyRoads() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      RandomRoads roads = RandomRoads.draw(random);
      for (int s = 0; s < 600; s++) {
        roads.disturb(random);
        roads.model.step();
        assertThat(roads.model.entered() - roads.model.left())
            .as("seed %d, step %d", seed, s)
            .isCloseTo(roads.model.present(), within(1e-9 * roads.model.entered()));
      }
      assertThat(roads.model.left()).as("seed %d", seed).isPositive();
    }
  }

  @Test
  void densityStaysWithinJamAndFlowWithinCapacity() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      RandomRoads roads = RandomRoads.draw(random);
      for (int s = 0; s < 600; s++) {
        roads.disturb(random);
        roads.model.step();
        for (int cell : roads.cells) {
          assertThat(roads.model.density(cell))
              .as("seed %d, step %d", seed, s)
              .isBetween(0.0, DIAGRAM.jamDensity() * (1 + 1e-12));
          assertThat(roads.model.flow(cell))
              .as("seed %d, step %d", seed, s)
              .isBetween(0.0, DIAGRAM.capacity() * (1 + 1e-12));
        }
      }
    }
  }

  /** Rankine-Hugoniot: the front between states a and b moves at (q_b - q_a) / (k_b - k_a). */
  @Test
  void aShockTravelsAtTheSpeedOfRankineAndHugoniot() {
    double before = 0.04;
    double behind = 0.2;
    Line line = new Line(200);
    line.model.setDemand(line.origin, DIAGRAM.flow(before));
    line.model.setCapacityLeft(line.cells[199], DIAGRAM.flow(behind) / DIAGRAM.capacity());
    for (int c = 0; c < 200; c++) {
      line.model.fill(line.cells[c], c < 100 ? before : behind);
    }
    double start = line.front(before, behind);
    int steps = 300;
    for (int s = 0; s < steps; s++) {
      line.model.step();
    }
    double speed = (line.front(before, behind) - start) / (steps * STEP);
    double expected = (DIAGRAM.flow(behind) - DIAGRAM.flow(before)) / (behind - before);
    assertThat(expected).isLessThan(-2);
    assertThat(speed).isCloseTo(expected, within(1e-3));
  }

  /** With cells just as long as a step is, the scheme carries free traffic without smearing it. */
  @Test
  void aFreeFlowWaveArrivesAfterLengthOverSpeed() {
    Line line = new Line(40);
    line.model.setDemand(line.origin, 1);
    int arrival = 0;
    while (line.model.left() == 0) {
      line.model.step();
      arrival++;
    }
    // The origin lets go in the first step; then 40 cells.
    assertThat((arrival - 1) * STEP).isCloseTo(40 * METRES / DIAGRAM.freeFlowSpeed(), within(1e-9));
    assertThat(line.model.left()).isCloseTo(1 * STEP, within(1e-9));
  }

  @Test
  void aQueueGrowsUpstreamFromABottleneckAndDissolvesAgain() {
    Line line = new Line(120);
    double demand = 1.5;
    double left = 0.5;
    line.model.setDemand(line.origin, demand);
    run(line, 200);
    assertThat(line.queuedCells()).isZero();

    line.model.setCapacityLeft(line.cells[100], left);
    double passing = left * DIAGRAM.capacity();
    double queueDensity = DIAGRAM.jamDensity() - passing / DIAGRAM.waveSpeed();
    double tailSpeed = (passing - demand) / (queueDensity - demand / DIAGRAM.freeFlowSpeed());
    run(line, 100);
    int early = line.queuedCells();
    run(line, 200);
    int late = line.queuedCells();
    assertThat(line.model.density(line.cells[99])).isCloseTo(queueDensity, within(1e-6));
    assertThat((late - early) * METRES).isCloseTo(-tailSpeed * 200 * STEP, within(2 * METRES));

    line.model.setCapacityLeft(line.cells[100], 1);
    run(line, 30);
    // The head of the queue melts at the wave speed.
    assertThat(line.firstMoving())
        .isCloseTo((int) (DIAGRAM.waveSpeed() * 30 * STEP / METRES), within(5));
    run(line, 1000);
    assertThat(line.queuedCells()).isZero();
  }

  @Test
  void aDivergeKeepsItsOrderButNoOneWaitsToParkHere() {
    CellTransmissionModel.Builder builder = new CellTransmissionModel.Builder(STEP);
    int cell = builder.cell(METRES, DIAGRAM);
    int blocked = builder.cell(METRES, DIAGRAM);
    int open = builder.cell(METRES, DIAGRAM);
    int exit = builder.exit();
    CellTransmissionModel model =
        builder
            .turn(cell, blocked, 0.5)
            .turn(cell, open, 0.3)
            .turn(cell, exit, 0.2)
            .turn(blocked, exit, 1)
            .turn(open, exit, 1)
            .build();
    model.fill(cell, 0.05);
    model.setCapacityLeft(blocked, 0);
    model.step();
    assertThat(model.stock(open)).as("held up by who is before it").isZero();
    assertThat(model.left()).isCloseTo(0.2 * 0.05 * METRES, within(1e-12));
  }

  @Test
  void aMergeSharesTheRoomInProportionToDemand() {
    CellTransmissionModel.Builder builder = new CellTransmissionModel.Builder(STEP);
    int main = builder.cell(METRES, DIAGRAM);
    int ramp = builder.cell(METRES, DIAGRAM);
    int after = builder.cell(METRES, DIAGRAM);
    int exit = builder.exit();
    CellTransmissionModel model =
        builder.turn(main, after, 1).turn(ramp, after, 1).turn(after, exit, 1).build();
    model.fill(main, 0.06);
    model.fill(ramp, 0.03);
    model.step();
    assertThat(model.flow(main) + model.flow(ramp)).isCloseTo(2.0, within(1e-12));
    assertThat(model.flow(main)).isCloseTo(2 * model.flow(ramp), within(1e-12));
  }

  @Test
  void aCellThatIsCrossedInLessThanAStepIsRefused() {
    CellTransmissionModel.Builder builder = new CellTransmissionModel.Builder(STEP);
    assertThatThrownBy(() -> builder.cell(299, DIAGRAM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("299");
  }

  private static void run(Line line, int steps) {
    for (int s = 0; s < steps; s++) {
      line.model.step();
    }
  }

  /** origin - cell - cell - ... - exit. */
  private static final class Line {
    final CellTransmissionModel model;
    final int origin;
    final int[] cells;

    Line(int count) {
      CellTransmissionModel.Builder builder = new CellTransmissionModel.Builder(STEP);
      origin = builder.origin(DIAGRAM.capacity());
      cells = new int[count];
      int last = origin;
      for (int c = 0; c < count; c++) {
        cells[c] = builder.cell(METRES, DIAGRAM);
        builder.turn(last, cells[c], 1);
        last = cells[c];
      }
      model = builder.turn(last, builder.exit(), 1).build();
    }

    /** Where the front is, metres from the origin: the rest of the line is in state b. */
    double front(double before, double behind) {
      double metres = cells.length * METRES;
      for (int cell : cells) {
        metres -= METRES * (model.density(cell) - before) / (behind - before);
      }
      return metres;
    }

    int queuedCells() {
      int queued = 0;
      for (int cell : cells) {
        queued += model.density(cell) > 1.05 * DIAGRAM.criticalDensity() ? 1 : 0;
      }
      return queued;
    }

    /** How many cells before the bottleneck are no longer dense. */
    int firstMoving() {
      int moving = 0;
      for (int c = 99; c >= 0 && model.density(cells[c]) < 1.5 * DIAGRAM.criticalDensity(); c--) {
        moving++;
      }
      return moving;
    }
  }

  /** Cells with up to three turns each, in rings and with exits. */
  private static final class RandomRoads {
    final CellTransmissionModel model;
    final int[] cells;
    final int[] origins;

    private RandomRoads(CellTransmissionModel model, int[] cells, int[] origins) {
      this.model = model;
      this.cells = cells;
      this.origins = origins;
    }

    static RandomRoads draw(Random random) {
      CellTransmissionModel.Builder builder = new CellTransmissionModel.Builder(STEP);
      int[] cells = new int[30];
      for (int c = 0; c < cells.length; c++) {
        cells[c] = builder.cell(METRES * (1 + random.nextDouble()), DIAGRAM);
      }
      int exit = builder.exit();
      int[] origins = {builder.origin(1.5), builder.origin(1.5)};
      for (int c = 0; c < cells.length; c++) {
        double share = 0.2 + 0.6 * random.nextDouble();
        int next = (c + 1) % cells.length;
        int other = (c + 2 + random.nextInt(cells.length - 3)) % cells.length;
        builder.turn(cells[c], cells[next], share);
        builder.turn(cells[c], cells[other], 0.9 * (1 - share));
        builder.turn(cells[c], exit, 0.1 * (1 - share));
      }
      builder.turn(origins[0], cells[0], 1).turn(origins[1], cells[15], 1);
      return new RandomRoads(builder.build(), cells, origins);
    }

    void disturb(Random random) {
      model.setDemand(origins[random.nextInt(2)], 1.5 * random.nextDouble());
      model.setCapacityLeft(cells[random.nextInt(cells.length)], random.nextDouble());
      model.setPace(0.8 + 0.2 * random.nextDouble());
    }
  }
}

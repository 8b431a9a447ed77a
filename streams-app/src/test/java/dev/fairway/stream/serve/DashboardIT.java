package dev.fairway.stream.serve;

import static dev.fairway.stream.serve.Scene.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;

/** What an operator sees, in a real browser; skipped where the machine has none. */
class DashboardIT {

  @TempDir Path directory;

  @Test
  void showsWhatIsOnTheTopicsAsItComes() throws Exception {
    WebDriver browser = Browser.open();
    try (LiveScene scene = new LiveScene(directory);
        StreamsApp app = scene.app()) {
      scene.send(Topic.NETWORKS, Scene.NETWORK, Scene.network(Scene.NETWORK, Scene.SITE, "gate-2"));
      scene.send(Topic.FORECASTS, Scene.SITE, Scene.forecast(at(0), 3));
      scene.send(Topic.INTERVALS, Scene.SITE, Scene.interval(at(0), 4));
      browser.get(app.address().toString());

      shows(browser, "connection", "live");
      shows(browser, "event-time", "8:05");
      assertThat(new Select(browser.findElement(By.id("network"))).getOptions())
          .extracting(WebElement::getText)
          .singleElement()
          .asString()
          .contains("The harbour", "2 sites");
      assertThat(new Select(browser.findElement(By.id("site"))).getOptions())
          .extracting(WebElement::getText)
          .allMatch(name -> name.startsWith("Gate"))
          .hasSize(2);
      assertThat(browser.findElements(By.cssSelector("#map canvas"))).isNotEmpty();
      assertThat(browser.findElements(By.cssSelector("#chart canvas"))).isNotEmpty();

      // Both come while the page is open: nobody loads it again.
      scene.send(
          Topic.DEAD_LETTERS,
          "feed",
          DeadLetter.newBuilder()
              .setNetwork(Scene.NETWORK)
              .setReason(DeadLetter.Reason.CHECKSUM)
              .setSource("feed")
              .build());
      scene.send(Topic.INTERVALS, Scene.SITE, Scene.interval(at(1), 5));
      shows(browser, "letters-note", "1 refused");
      shows(browser, "letters", "checksum");
      shows(browser, "event-time", "8:10");
      assertThat(complaints(browser)).isEmpty();
    } finally {
      browser.quit();
    }
  }

  private static void shows(WebDriver browser, String id, String text) {
    await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(browser.findElement(By.id(id)).getText()).contains(text));
  }

  /**
   * What is on the console and worse than a warning. While the app restores its state it answers
   * 503, and the page asks again.
   */
  private static List<LogEntry> complaints(WebDriver browser) {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .filter(entry -> !entry.getMessage().contains("503 (Service Unavailable)"))
        .toList();
  }
}

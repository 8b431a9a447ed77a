package dev.fairway.stream.serve.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The dashboard's files, from the class path. They are named one by one: nothing else of the class
 * path can be asked for, and a missing one is found when the server starts.
 */
final class WebFiles {

  private static final String OWN = "/dev/fairway/stream/serve/web/";
  private static final String OPENLAYERS = "/META-INF/resources/webjars/ol/10.6.0/";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private record WebFile(String resource, String type) {}

  private static final Map<String, WebFile> FILES =
      Map.ofEntries(
          Map.entry("/", new WebFile(OWN + "index.html", HTML)),
          Map.entry("/style.css", new WebFile(OWN + "style.css", CSS)),
          own("main.js"),
          own("api.js"),
          own("map.js"),
          own("charts.js"),
          own("panels.js"),
          own("palette.js"),
          own("units.js"),
          Map.entry("/vendor/ol.js", new WebFile(OPENLAYERS + "dist/ol.js", SCRIPT)),
          Map.entry("/vendor/ol.css", new WebFile(OPENLAYERS + "ol.css", CSS)),
          Map.entry("/vendor/uPlot.esm.js", new WebFile(UPLOT + "uPlot.esm.js", SCRIPT)),
          Map.entry("/vendor/uPlot.min.css", new WebFile(UPLOT + "uPlot.min.css", CSS)));

  private static Map.Entry<String, WebFile> own(String script) {
    return Map.entry("/" + script, new WebFile(OWN + script, SCRIPT));
  }

  static void serve(Javalin server) {
    FILES.forEach(
        (path, file) -> {
          byte[] content = read(file.resource());
          server.get(path, context -> answer(context, file, content));
        });
  }

  private static void answer(Context context, WebFile file, byte[] content) {
    context.header("Cache-Control", "no-cache").contentType(file.type()).result(content);
  }

  private static byte[] read(String resource) {
    try (InputStream in = WebFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The class path lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + resource, e);
    }
  }

  private WebFiles() {}
}

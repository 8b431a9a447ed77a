package dev.fairway.stream.serve.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers an error as problem JSON (RFC 9457). */
final class Problem {

  private static final ObjectMapper JSON = new ObjectMapper();

  static void answer(Context context, HttpStatus status, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", status.getMessage());
    problem.put("status", status.getCode());
    problem.put("detail", detail);
    problem.put("instance", context.path());
    context
        .status(status)
        .contentType("application/problem+json")
        .result(JSON.valueToTree(problem).toString());
  }

  private Problem() {}
}

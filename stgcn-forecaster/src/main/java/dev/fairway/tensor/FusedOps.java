package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Operations of the native library that DJL does not show, with gradients: a TorchScript archive,
 * written here as text and loaded once per process. One call replaces several and keeps fewer
 * intermediate results.
 *
 * <p>To add an operation, add its method to the source. Methods take tensors only, so whole numbers
 * are part of the text.
 */
final class FusedOps {

  /** Group counts of {@code group_norm}. */
  static final int[] GROUPS = {1, 2, 4, 8, 16, 32};

  private FusedOps() {}

  /** Calls a method; the result lives on the first input's manager. */
  static NDArray call(String method, NDArray... inputs) {
    NDManager manager = inputs[0].getManager();
    try (NDArray tag = manager.zeros(new Shape())) {
      tag.setName("module_method:" + method);
      NDList list = new NDList(inputs);
      list.add(tag);
      return IValueUtils.forward(Loaded.BLOCK, list, true).head();
    }
  }

  private static String source() {
    StringBuilder text =
        new StringBuilder(
            """
            class Ops(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Ops,
                x: Tensor) -> Tensor:
                return x
            """);
    unary(text, "silu", "torch.silu(x)");
    unary(text, "gelu", "torch.gelu(x)");
    unary(text, "relu", "torch.relu(x)");
    unary(text, "sigmoid", "torch.sigmoid(x)");
    unary(text, "softplus", "torch.softplus(x)");
    unary(text, "glu_channels", "torch.glu(x, 1)");
    unary(text, "elu_plus_one", "torch.add(torch.elu(x), 1)");
    unary(text, "standardised", "torch.layer_norm(x, [torch.size(x, -1)])");
    unary(text, "lgamma", "torch.lgamma(x)");
    // The last argument only says how many rows and columns there are.
    method(
        text,
        "csr",
        "i v rows",
        "torch.clone(torch.to_sparse_csr(torch.coalesce(entries)))",
        "entries = torch.sparse_coo_tensor(i, v, [torch.size(rows, 0), torch.size(rows, 0)])");
    method(text, "select_last", "x i", "torch.index_select(x, -1, i)");
    method(text, "select_rows", "x i", "torch.index_select(x, -2, i)");
    method(
        text,
        "sparse_product",
        "x a",
        """
        torch.reshape(
              torch.contiguous(torch.t(torch.mm(a, torch.contiguous(torch.t(torch.reshape(x, [-1, torch.size(x, -1)])))))),
              torch.size(x))\
        """);
    method(
        text,
        "with_sparse_products",
        "x a b",
        "torch.cat([x, ahead, behind], 1)",
        "nodes = torch.contiguous(torch.t(torch.reshape(x, [-1, torch.size(x, -1)])))",
        "ahead = torch.reshape(torch.t(torch.mm(a, nodes)), torch.size(x))",
        "behind = torch.reshape(torch.t(torch.mm(b, nodes)), torch.size(x))");
    method(text, "modulated_silu", "x s b", "torch.silu(torch.addcmul(b, x, torch.add(s, 1)))");
    method(
        text,
        "gated_residual",
        "g x",
        "torch.glu(g, 1)",
        "last = torch.slice(x, 2, torch.sub(torch.size(x, 2), torch.size(g, 2)))",
        "sum = torch.add_(torch.slice(g, 1, 0, torch.size(x, 1)), last)");
    method(
        text,
        "layer_norm_channels",
        "x w b",
        """
        torch.permute(
              torch.layer_norm(torch.permute(x, [0, 2, 3, 1]), [torch.size(x, 1)], w, b),
              [0, 3, 1, 2])\
        """);
    method(
        text,
        "layer_norm_snapshots",
        "x w b",
        """
        torch.permute(
              torch.layer_norm(
                torch.permute(x, [0, 2, 1, 3]), [torch.size(x, 1), torch.size(x, 3)], w, b),
              [0, 2, 1, 3])\
        """);
    method(text, "attention", "q k v", "torch.scaled_dot_product_attention(q, k, v)");
    method(text, "attention_biased", "q k v b", "torch.scaled_dot_product_attention(q, k, v, b)");
    for (int groups : GROUPS) {
      String norm = "torch.group_norm(x, " + groups + ", w, b, 1e-05)";
      method(text, "group_norm" + groups, "x w b", norm);
      method(text, "group_norm" + groups + "_silu", "x w b", "torch.silu(" + norm + ")");
    }
    return text.toString();
  }

  private static void unary(StringBuilder text, String name, String body) {
    method(text, name, "x", body);
  }

  /**
   * @param before lines that come before the result, in order
   */
  private static void method(
      StringBuilder text, String name, String arguments, String result, String... before) {
    text.append("  def ").append(name).append("(self: __torch__.Ops");
    for (String argument : arguments.split(" ", -1)) {
      text.append(",\n    ").append(argument).append(": Tensor");
    }
    text.append(") -> Tensor:\n");
    for (String line : before) {
      text.append("    ").append(line).append("\n");
    }
    text.append("    return ").append(result).append("\n");
  }

  /**
   * data.pkl: an object of class __torch__.Ops whose one attribute, "training", is true (pickle
   * protocol 2).
   */
  private static byte[] emptyModule() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x80, 2});
    out.write("c__torch__\nOps\n".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {'q', 0, ')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
    out.write("training".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {'q', 1, (byte) 0x88, 'u', 'b', 'q', 2, '.'});
    return out.toByteArray();
  }

  private static byte[] archive() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("ops/data.pkl", emptyModule());
    files.put("ops/code/__torch__.py", source().getBytes(StandardCharsets.UTF_8));
    files.put("ops/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
    files.put("ops/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    files.put("ops/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      // The reader maps the entries: they may not be compressed.
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(file.getValue());
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static final class Loaded {
    static final PtSymbolBlock BLOCK = load();

    private static PtSymbolBlock load() {
      try {
        return JniUtils.loadModule(
            (PtNDManager) TensorEngine.newRoot(),
            new ByteArrayInputStream(archive()),
            false,
            false);
      } catch (IOException e) {
        throw new UncheckedIOException("The fused operations cannot be loaded", e);
      }
    }
  }
}

import java.util.List;
import java.util.Map;

/** Writes strings, numbers, booleans, null, lists and maps as JSON on one line. */
final class Json {
  private Json() {}

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Map<?, ?> map) {
      String comma = "";
      out.append('{');
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(comma);
        quote(out, entry.getKey().toString());
        out.append(':');
        append(out, entry.getValue());
        comma = ",";
      }
      out.append('}');
    } else if (value instanceof List<?> list) {
      String comma = "";
      out.append('[');
      for (Object item : list) {
        out.append(comma);
        append(out, item);
        comma = ",";
      }
      out.append(']');
    } else {
      quote(out, value.toString());
    }
  }

  /** All that is not printable ASCII is escaped: half surrogates from a broken file stay legal, lines stay whole. */
  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}

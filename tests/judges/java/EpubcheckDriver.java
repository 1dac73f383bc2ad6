import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts EPUB files before EPUBCheck, many files in one JVM.
 *
 * <p>Standard input: one path a line. Standard output: one JSON object a line for each file, holding "messages", and
 * "error" if EPUBCheck itself broke on the file.
 */
public final class EpubcheckDriver {
  private EpubcheckDriver() {}

  public static void main(String[] none) throws Exception {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Locale.setDefault(Locale.ENGLISH);
    BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = paths.readLine(); path != null; path = paths.readLine()) {
      Collector report = new Collector();
      Map<String, Object> verdict = new LinkedHashMap<>();
      verdict.put("file", path);
      verdict.put("messages", report.messages);
      try {
        new EpubCheck(new File(path), report).doValidate();
      } catch (Exception | StackOverflowError broken) {
        verdict.put("error", broken.toString());
      }
      out.println(VeraDriver.Json.write(verdict));
    }
  }

  /** Keeps each message with its severity and place. */
  private static final class Collector extends MasterReport {
    private final List<Object> messages = new ArrayList<>();

    @Override
    public void message(Message message, EPUBLocation location, Object... arguments) {
      Map<String, Object> kept = new LinkedHashMap<>();
      kept.put("id", message.getID().toString());
      kept.put("severity", message.getSeverity().name());
      kept.put("text", message.getMessage(arguments));
      kept.put("path", location.getPath());
      kept.put("line", location.getLine());
      kept.put("column", location.getColumn());
      messages.add(kept);
    }

    @Override
    public void info(String resource, FeatureEnum feature, String value) {}

    @Override
    public int generate() {
      return 0;
    }

    @Override
    public void initialize() {}
  }
}

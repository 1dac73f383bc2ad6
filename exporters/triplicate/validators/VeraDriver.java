import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Puts PDF files before the veraPDF engine, many files and several profiles in one JVM.
 *
 * <p>Arguments: flavours such as ua1, ua2, wt1a, 2a, 4f; without any, each file is judged by what it claims, and by ua1
 * if it claims nothing. Standard input: one path a line. Standard output: one JSON object a line for each pair of file
 * and flavour, holding "version" and "failures", or "error" if the file could not be parsed.
 *
 * <p>The engine is the one inside a wheel that leaves out JAXB, so veraPDF's own reader of profiles cannot run. The
 * profiles are read here with the JDK's DOM instead, and given to the engine as they are.
 */
public final class VeraDriver {
  private static final int EXAMPLES = 5;
  private static final String FOLDER = "/org/verapdf/pdfa/validation/";
  private static final Map<String, ValidationProfile> PROFILES = new LinkedHashMap<>();

  private VeraDriver() {}

  public static void main(String[] flavours) throws Exception {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    String version = version();
    BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = paths.readLine(); path != null; path = paths.readLine()) {
      for (String flavour : flavours.length > 0 ? List.of(flavours) : claimed(path)) {
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("file", path);
        verdict.put("flavour", flavour);
        verdict.put("version", version);
        verdict.putAll(judge(path, flavour, profile(flavour)));
        out.println(Json.write(verdict));
      }
    }
  }

  /** The flavours that a file says it conforms to. */
  private static List<String> claimed(String path) {
    List<String> found = new ArrayList<>();
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path))) {
      for (PDFAFlavour flavour : parser.getFlavours()) {
        if (flavour != PDFAFlavour.NO_FLAVOUR) {
          found.add(flavour.getId());
        }
      }
    } catch (Exception | StackOverflowError broken) {
      // What is wrong is told when it is judged.
    }
    return found.isEmpty() ? List.of("ua1") : found;
  }

  private static ValidationProfile profile(String flavour) throws Exception {
    ValidationProfile known = PROFILES.get(flavour);
    if (known == null) {
      known = readProfile(resource(flavour));
      PROFILES.put(flavour, known);
    }
    return known;
  }

  private static String version() throws Exception {
    Properties told = new Properties();
    try (InputStream in = PDFAFlavour.class.getResourceAsStream("/META-INF/maven/org.verapdf/core/pom.properties")) {
      if (in != null) {
        told.load(in);
      }
    }
    return told.getProperty("version", "");
  }

  /** The profile's file inside the jar: "ua2" is PDFUA-2-ISO32005.xml, "2a" is PDFA-2A.xml. */
  private static String resource(String flavour) {
    switch (flavour) {
      case "ua1":
        return "PDFUA-1.xml";
      case "ua2":
        return "PDFUA-2-ISO32005.xml";
      case "wt1a":
        return "WTPDF-1-0-Accessibility.xml";
      case "wt1r":
        return "WTPDF-1-0-Reuse.xml";
      default:
        return "PDFA-" + flavour.toUpperCase(java.util.Locale.ROOT) + ".xml";
    }
  }

  private static Map<String, Object> judge(String path, String flavour, ValidationProfile profile) {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), PDFAFlavour.fromString(flavour));
        PDFAValidator validator = ValidatorFactory.createValidator(profile, 100, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      return Map.of("compliant", result.isCompliant(), "failures", failures(result, profile));
    } catch (Exception | StackOverflowError broken) {
      return Map.of("error", broken.toString());
    }
  }

  private static List<Object> failures(ValidationResult result, ValidationProfile profile) {
    List<Object> failures = new ArrayList<>();
    for (Rule rule : profile.getRules()) {
      Integer checks = result.getFailedChecks().get(rule.getRuleId());
      if (checks != null) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("clause", rule.getRuleId().getClause());
        failure.put("test", rule.getRuleId().getTestNumber());
        failure.put("checks", checks);
        failure.put("description", rule.getDescription());
        failure.put("examples", examples(result, rule.getRuleId()));
        failures.add(failure);
      }
    }
    return failures;
  }

  private static List<String> examples(ValidationResult result, RuleId rule) {
    List<String> examples = new ArrayList<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (examples.size() < EXAMPLES
          && assertion.getStatus() == TestAssertion.Status.FAILED
          && assertion.getRuleId().equals(rule)) {
        String error = assertion.getErrorMessage();
        String said = error == null ? assertion.getMessage() : error;
        examples.add(said + " @ " + assertion.getLocation().getContext());
      }
    }
    return examples;
  }

  private static ValidationProfile readProfile(String name) throws Exception {
    Element root;
    try (InputStream in = PDFAFlavour.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalArgumentException("veraPDF has no profile " + name);
      }
      // By name, since the jar brings along another parser that would be taken otherwise.
      DocumentBuilderFactory factory =
          DocumentBuilderFactory.newInstance(
              "com.sun.org.apache.xerces.internal.jaxp.DocumentBuilderFactoryImpl", null);
      factory.setNamespaceAware(true);
      root = factory.newDocumentBuilder().parse(in).getDocumentElement();
    }
    Set<Rule> rules = new LinkedHashSet<>();
    List<Element> ruleElements = children(child(root, "rules"), "rule");
    for (Element rule : ruleElements) {
      rules.add(readRule(rule));
    }
    if (rules.size() != ruleElements.size()) {
      throw new IllegalStateException(name + ": rules were lost in reading");
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element variable : children(child(root, "variables"), "variable")) {
      variables.add(
          Profiles.variableFromValues(
              variable.getAttribute("name"),
              variable.getAttribute("object"),
              text(variable, "defaultValue"),
              text(variable, "value")));
    }
    Element details = child(root, "details");
    return Profiles.profileFromValues(
        PDFAFlavour.valueOf(root.getAttribute("flavour")),
        Profiles.profileDetailsFromValues(
            text(details, "name"), text(details, "description"), details.getAttribute("creator"), new Date()),
        "",
        rules,
        variables);
  }

  private static Rule readRule(Element rule) {
    Element id = child(rule, "id");
    RuleId ruleId =
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber")));
    Element error = child(rule, "error");
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : children(child(error, "arguments"), "argument")) {
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), attribute(argument, "name"), null));
    }
    List<Reference> references = new ArrayList<>();
    for (Element reference : children(child(rule, "references"), "reference")) {
      references.add(
          Profiles.referenceFromValues(reference.getAttribute("specification"), reference.getAttribute("clause")));
    }
    String deferred = attribute(rule, "deferred");
    return Profiles.ruleFromValues(
        ruleId,
        rule.getAttribute("object"),
        deferred == null ? null : Boolean.valueOf(deferred),
        attribute(rule, "tags"),
        text(rule, "description"),
        text(rule, "test"),
        Profiles.errorFromValues(text(error, "message"), arguments),
        references);
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && name.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found;
  }

  private static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  private static String text(Element parent, String name) {
    Element found = child(parent, name);
    return found == null ? "" : found.getTextContent();
  }

  private static String attribute(Element element, String name) {
    return element.hasAttribute(name) ? element.getAttribute(name) : null;
  }

  /** Writes strings, numbers, booleans, null, lists and maps as JSON on one line. */
  static final class Json {
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
}

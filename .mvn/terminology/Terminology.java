import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Terminology check: fails the build on comments that are not in the field's words. It refuses a
 * Javadoc whose first word is a pronoun, a question word or a preposition, words that nobody can
 * search for, and two top-level Java types of one simple name. docs/contributing.md says how to
 * write instead.
 */
final class Terminology {
    /** Matches a first sentence that does not begin with the name or the action of its subject. */
    private static final Pattern FIRST_WORDS =
            Pattern.compile(
                    "(?:Who|Whose|Whom|Whoever|What|Whatever|Which|Where|When|Whether|Why|How|So"
                            + "|As|If|It|Its|They|Their|These|Those|That|There|This|Is|Nothing"
                            + "|Something|Anything|Somebody|Nobody|Everybody|Anybody|Everything"
                            + "|By|With|Without|Of|For|From|To|At|In|On|Over|Under|Behind|After"
                            + "|Before|Beside|Between|Like|Such|Another|Same|The same)\\b"
                            + "(?! of service)");

    /** Matches words that hide a standard concept, or that need another sentence to be resolved. */
    private static final Pattern BANNED_WORDS =
            Pattern.compile(
                    "(?i)\\b(?:somebody|someone|nobody|whoever|whomever|everybody|anybody"
                            + "|bury|buries|buried|burial|deeds?|misdeeds?|tenures?|havoc|seats?"
                            + "|entrances?|letter that|letters? (?:to|is|are|was|goes|go|went)"
                            + "|(?:a|the|this|that|another|each|no|one) letter"
                            + "|(?:is|are|was|were|be) away|at home|sightings?|leftovers)\\b");

    private static final Pattern COMMENT =
            Pattern.compile(
                    "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'"
                            + "|(/\\*.*?\\*/|//[^\n]*)",
                    Pattern.DOTALL);

    /** Simple names that convention gives to a type in each module. */
    private static final Set<String> CONVENTIONAL =
            Set.of("Main", "ArchitectureTest", "package-info");

    private static final List<String> FOLDERS =
            List.of("common", "lambda-api", "sonic-gateway", "local-stack", "client-web", "pulumi");

    private final Path root;
    private final Map<String, List<Path>> types = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    private Terminology(Path root) {
        this.root = root;
    }

    /**
     * Checks all sources below a folder and exits with 1 if it finds any fault.
     *
     * @param arguments the root folder of the repository
     */
    public static void main(String[] arguments) throws IOException {
        Terminology check = new Terminology(Path.of(arguments[0]));
        for (String folder : FOLDERS) {
            check.walk(check.root.resolve(folder));
        }
        check.types.forEach(check::requireUnique);
        check.findings.forEach(System.err::println);
        if (!check.findings.isEmpty()) {
            System.err.println(
                    "Terminology: "
                            + check.findings.size()
                            + " findings, see docs/contributing.md");
            System.exit(1);
        }
    }

    private void walk(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Terminology::isSource).sorted().toList()) {
                read(file);
            }
        }
    }

    private static boolean isSource(Path file) {
        String path = file.toString().replace('\\', '/');
        return (path.endsWith(".java") || path.endsWith(".ts") || path.endsWith(".tsx"))
                && !path.endsWith(".gen.d.ts")
                && !path.contains("/target/")
                && !path.contains("/dist/")
                && !path.contains("/node_modules/");
    }

    private void read(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean java = name.endsWith(".java");
        if (java) {
            String type = name.substring(0, name.length() - ".java".length());
            types.computeIfAbsent(type, _ -> new ArrayList<>()).add(file);
        }
        String source = Files.readString(file);
        Matcher comments = COMMENT.matcher(source);
        while (comments.find()) {
            if (comments.group(1) != null) {
                check(file, lineOf(source, comments.start()), comments.group(1), java);
            }
        }
    }

    private void check(Path file, int line, String comment, boolean java) {
        String text = comment.replaceAll("(?m)^\\s*/?\\*+/?|\\*/$", " ").strip();
        Matcher first = FIRST_WORDS.matcher(text);
        if (java && comment.startsWith("/**") && first.lookingAt()) {
            report(file, line, "begins with \"" + first.group() + "\"");
        }
        Matcher words = BANNED_WORDS.matcher(text.replaceAll("\\s+", " "));
        while (words.find()) {
            report(file, line, "says \"" + words.group() + "\"");
        }
    }

    private void requireUnique(String type, List<Path> files) {
        if (files.size() > 1 && !CONVENTIONAL.contains(type)) {
            report(files.getFirst(), 1, "shares its name with " + files.subList(1, files.size()));
        }
    }

    private void report(Path file, int line, String finding) {
        findings.add(root.relativize(file) + ":" + line + ": " + finding);
    }

    private static int lineOf(String source, int offset) {
        return 1 + (int) source.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}

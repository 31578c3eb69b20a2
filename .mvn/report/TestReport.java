import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Prints what a test run found, from the JUnit XML reports of Surefire, Failsafe and Vitest that
 * are newer than a file: each failure with its place and message, the slowest tests and the total.
 */
final class TestReport {
    private static final int MESSAGE_LINES = 12;

    /** Matches the place of a Java stack frame or of a Vitest one. */
    private static final Pattern PLACE =
            Pattern.compile(
                    "at (?:[^\\s(]*//)?([\\w.]+?)\\.[\\w$]+(?:\\$[\\w$]*)*\\.[\\w$<>]+"
                            + "\\((\\w+\\.java):(\\d+)\\)"
                            + "|❯ (?:.* )?\\(?((?:src|e2e)/[^\\s:]+):(\\d+)");

    private final Path root;
    private final List<Case> cases = new ArrayList<>();

    /** Test that was run; a failure has a trace. */
    private record Case(Path report, String type, String name, double seconds, String trace) {
        boolean failed() {
            return !trace.isEmpty();
        }
    }

    private TestReport(Path root) {
        this.root = root;
    }

    /**
     * Takes the repository, the file that marks the beginning of the run, and how many of the
     * slowest tests to print.
     */
    public static void main(String[] args) throws IOException {
        TestReport report = new TestReport(Path.of(args[0]));
        report.read(Files.getLastModifiedTime(Path.of(args[1])).toMillis());
        report.print(Integer.parseInt(args[2]));
    }

    private void read(long sinceMillis) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
                        String name = folder.getFileName().toString();
                        boolean skipped =
                                name.equals("node_modules")
                                        || name.equals("src")
                                        || name.equals(".git");
                        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        if (file.getFileName().toString().matches("TEST-.*\\.xml")
                                && a.lastModifiedTime().toMillis() >= sinceMillis) {
                            parse(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private void parse(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("testcase")) {
                    cases.add(readCase(file, xml));
                }
            }
        } catch (IOException | XMLStreamException e) {
            System.out.println("Unreadable report " + root.relativize(file) + ": " + e);
        }
    }

    private static Case readCase(Path file, XMLStreamReader xml) throws XMLStreamException {
        String type = String.valueOf(xml.getAttributeValue(null, "classname"));
        String name = String.valueOf(xml.getAttributeValue(null, "name"));
        String time = xml.getAttributeValue(null, "time");
        String trace = "";
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals("testcase"))) {
            if (xml.isStartElement() && xml.getLocalName().matches("failure|error")) {
                String message = xml.getAttributeValue(null, "message");
                String text = xml.getElementText().strip();
                trace = text.isEmpty() ? String.valueOf(message) : text;
            }
        }
        double seconds = time == null ? 0 : Double.parseDouble(time.replace(",", ""));
        return new Case(file, type, name, seconds, trace);
    }

    private void print(int slowest) {
        List<Case> failures = cases.stream().filter(Case::failed).toList();
        failures.forEach(this::printFailure);
        if (failures.isEmpty() && slowest > 0) {
            System.out.println("\nThe slowest tests, seconds:");
            cases.stream()
                    .sorted(Comparator.comparingDouble(Case::seconds).reversed())
                    .limit(slowest)
                    .map(it -> "%8.1f  %s  %s".formatted(it.seconds, it.type, it.name))
                    .forEach(System.out::println);
        }
        System.out.printf("%n%,d tests, %d failed%n", cases.size(), failures.size());
    }

    private void printFailure(Case failure) {
        System.out.printf("%nFAILED %s  %s%n", failure.type, failure.name);
        System.out.println("  at " + place(failure));
        message(failure.trace).forEach(line -> System.out.println("  " + line));
        for (String name : List.of(".txt", "-output.txt")) {
            Path log = failure.report.resolveSibling(failure.type + name);
            if (Files.exists(log)) {
                System.out.println("  log " + root.relativize(log));
            }
        }
    }

    /** Returns the first lines of the message, without the stack trace. */
    private static List<String> message(String trace) {
        return trace.lines()
                .takeWhile(line -> !line.strip().matches("at [\\w.$/]+\\(.*|❯ .*"))
                .filter(line -> !line.isBlank())
                .limit(MESSAGE_LINES)
                .toList();
    }

    /** Returns file and line of the frame in the test class, or else of the first in our code. */
    private String place(Case failure) {
        String first = null;
        for (Matcher frame = PLACE.matcher(failure.trace); frame.find(); ) {
            if (frame.group(4) != null) {
                return "client-web/" + frame.group(4) + ":" + frame.group(5);
            }
            String own = failure.type + ".java:";
            String place = frame.group(2) + ":" + frame.group(3);
            String source = source(failure, frame.group(1), place);
            if (own.endsWith("." + frame.group(2) + ":") && source != null) {
                return source;
            }
            first = first == null ? source : first;
        }
        return first == null ? failure.type : first;
    }

    /** Returns the path of a source of the module that was tested, or null for others' code. */
    private String source(Case failure, String packageName, String place) {
        Path module = failure.report.getParent().getParent().getParent();
        String path = packageName.replace('.', '/') + "/" + place;
        for (String folder : List.of("src/test/java", "src/main/java")) {
            Path file = module.resolve(folder).resolve(path.substring(0, path.lastIndexOf(':')));
            if (Files.exists(file)) {
                return root.relativize(module.resolve(folder).resolve(path)).toString();
            }
        }
        return null;
    }
}

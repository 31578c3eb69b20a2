import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks that every Java source below a folder is formatted as google-java-format's AOSP style
 * wants it, or rewrites it so. Runs as a source file on the JDK that compiles the project, because
 * the formatter can parse only the syntax of the JDK it runs on.
 */
final class Format {
    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    public static void main(String[] args) throws Exception {
        boolean write = args[0].equals("write");
        List<Path> sources;
        try (var files = Files.walk(Path.of(args[1]))) {
            sources = files.filter(Format::isSource).sorted().toList();
        }
        int unformatted = 0;
        for (Path source : sources) {
            String before = Files.readString(source);
            String after = format(before);
            if (after.equals(before)) {
                continue;
            }
            if (write) {
                Files.writeString(source, after);
            } else {
                unformatted++;
                System.err.println("Not formatted: " + source);
            }
        }
        if (unformatted > 0) {
            System.err.println("To format them: mvn process-sources -N -Dformat=write");
            System.exit(1);
        }
    }

    private static boolean isSource(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java")
                && !path.contains("/target/")
                && !path.contains("/node_modules/")
                && !path.contains("/.git/");
    }

    private static String format(String source) throws Exception {
        String ordered = ImportOrderer.reorderImports(source, Style.AOSP);
        String used = RemoveUnusedImports.removeUnusedImports(ordered);
        return StringWrapper.wrap(FORMATTER.formatSource(used), FORMATTER);
    }
}

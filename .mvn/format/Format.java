import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * Checks that every Java source below a folder is formatted as google-java-format's AOSP style
 * wants it, or rewrites it so. Runs as a source file on the JDK that compiles the project, because
 * the formatter can parse only the syntax of the JDK it runs on. Sources older than the stamp file,
 * which marks the last check that passed, are skipped.
 */
final class Format {
    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    /** Takes {@code check} or {@code write}, the folder and the stamp file. */
    public static void main(String[] args) throws Exception {
        boolean write = args[0].equals("write");
        Path stamp = Path.of(args[2]);
        FileTime started = FileTime.from(Instant.now());
        List<Path> unformatted;
        try (var files = Files.walk(Path.of(args[1]))) {
            unformatted =
                    files
                            .filter(Format::isSource)
                            .filter(file -> isNewer(file, stamp))
                            .toList()
                            .parallelStream()
                            .filter(file -> isUnformatted(file, write))
                            .sorted()
                            .toList();
        }
        if (write || unformatted.isEmpty()) {
            Files.createDirectories(stamp.getParent());
            Files.writeString(stamp, "");
            Files.setLastModifiedTime(stamp, started);
            return;
        }
        unformatted.forEach(file -> System.err.println("Not formatted: " + file));
        System.err.println("To format them: mvn process-sources -N -Dformat=write");
        System.exit(1);
    }

    private static boolean isSource(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java")
                && !path.contains("/target/")
                && !path.contains("/node_modules/")
                && !path.contains("/.git/");
    }

    private static boolean isNewer(Path file, Path stamp) {
        try {
            return !Files.exists(stamp)
                    || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(stamp))
                            >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUnformatted(Path file, boolean write) {
        try {
            String before = Files.readString(file);
            String after = format(before);
            if (after.equals(before)) {
                return false;
            }
            if (write) {
                Files.writeString(file, after);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        } catch (FormatterException e) {
            System.err.println(file + ":" + e.getMessage());
            return true;
        }
    }

    private static String format(String source) throws FormatterException {
        String ordered = ImportOrderer.reorderImports(source, Style.AOSP);
        String used = RemoveUnusedImports.removeUnusedImports(ordered);
        return StringWrapper.wrap(FORMATTER.formatSource(used), FORMATTER);
    }
}

package com.ieltsaiprep.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Tests the details of problems, which apps show to people: they have no technical names. */
final class ProblemDetailsTest {
    private static final String HTTP = "com/ieltsaiprep/api/platform/http/";
    private static final Pattern DETAIL = Pattern.compile("must .*|is one of .*|.* .*\\.");
    private static final Pattern TECHNICAL =
            Pattern.compile(
                    "[a-z]_[a-z]|[A-Z][a-z]+-[A-Z]|[A-Z]{2}|[a-z]/[a-z]|[a-z]+-[a-z]+-\\d"
                            + "|(?i:\\b(access|bearer|body|bytes|errors|field|header|json|origin"
                            + "|path|query|refresh|request|ticket|token)s?\\b)");

    @Test
    void speakToPeople() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
            List<String> details =
                    files.filter(it -> it.toString().endsWith(".class"))
                            .map(ProblemDetailsTest::read)
                            .filter(ProblemDetailsTest::answersRequests)
                            .flatMap(it -> constants(it, StringEntry.class))
                            .map(StringEntry::stringValue)
                            .filter(DETAIL.asMatchPredicate())
                            .toList();

            assertThat(details).hasSizeGreaterThan(50);
            assertThat(details).noneMatch(TECHNICAL.asPredicate());
        }
    }

    private static boolean answersRequests(ClassModel type) {
        return type.thisClass().asInternalName().contains("/account/")
                || constants(type, ClassEntry.class)
                        .anyMatch(it -> it.asInternalName().startsWith(HTTP));
    }

    private static <T> Stream<T> constants(ClassModel type, Class<T> kind) {
        return StreamSupport.stream(type.constantPool().spliterator(), false)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static ClassModel read(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

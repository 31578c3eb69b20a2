package com.ieltsaiprep.gateway.sonic.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Golden files: one JSON file per case under {@code src/test/resources/sonic}. */
final class GoldenFiles {
    private GoldenFiles() {}

    static byte[] read(String directory, String name) {
        String path = "/sonic/" + directory + "/" + name + ".json";
        try (InputStream in = GoldenFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no file " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> names(String directory) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/sonic", directory))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

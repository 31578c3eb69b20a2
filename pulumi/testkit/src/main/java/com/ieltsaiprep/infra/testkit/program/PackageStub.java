package com.ieltsaiprep.infra.testkit.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stub of the packaged artifacts, with the layout and manifest of {@code ./run package}: its bytes
 * are fixed, so that plans do not change with the code of the functions.
 */
public final class PackageStub {
    private static final String[] FUNCTIONS = {"auth", "writing", "speech", "migrate"};
    private static final String[] PAGE = {"index.html", "favicon.svg", "assets/index.js"};

    private final Path folder;

    private PackageStub(Path folder) {
        this.folder = folder;
    }

    /** Writes the stub; files that are right already are left alone. */
    public static void write(Path folder) {
        new PackageStub(folder).write();
    }

    private void write() {
        StringBuilder functions = new StringBuilder();
        for (String function : FUNCTIONS) {
            functions
                    .append(functions.isEmpty() ? "" : ",")
                    .append('"' + function + "\":")
                    .append(artifact("functions/" + function + ".zip"));
        }
        StringBuilder page = new StringBuilder();
        for (String file : PAGE) {
            file("web/" + file, content(file));
            page.append(page.isEmpty() ? "" : ",").append('"' + file + '"');
        }
        String manifest =
                """
                {"gateway":%s,"functions":{%s},"web":{"folder":"web","sha256":"%s","files":[%s]}}
                """
                        .formatted(artifact("gateway.tar.gz"), functions, sha256("web"), page);
        file("manifest.json", manifest);
    }

    private String artifact(String file) {
        file(file, content(file));
        return "{\"file\":\"" + file + "\",\"sha256\":\"" + sha256(content(file)) + "\"}";
    }

    private static String content(String file) {
        return "stub of " + file + "\n";
    }

    private void file(String name, String content) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file) || !Files.readString(file).equals(content)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

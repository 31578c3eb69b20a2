import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects what a deployment uploads into one folder: the functions' zips, the gateway's archive
 * and the page, with a manifest of their SHA-256 digests.
 *
 * <p>The builds of the modules make the same bytes from the same sources, and this program copies
 * them unchanged, so that a digest names a version.
 */
final class DeploymentPackage {
    private static final List<String> FUNCTIONS = List.of("auth", "writing", "speech", "migrate");
    private static final String GATEWAY = "gateway.tar.gz";
    private static final String WEB = "web";

    private final Path root;
    private final Path folder;

    private DeploymentPackage(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** Takes the repository, whose modules are built, and the folder to write. */
    public static void main(String[] args) throws IOException {
        new DeploymentPackage(Path.of(args[0]), Path.of(args[1])).write();
    }

    private void write() throws IOException {
        delete(folder);
        Files.createDirectories(folder.resolve("functions"));
        String gateway = artifact(root.resolve("sonic-gateway/target").resolve(GATEWAY), GATEWAY);
        List<String> functions = new ArrayList<>();
        for (String name : FUNCTIONS) {
            String file = "functions/" + name + ".zip";
            functions.add(
                    quoted(name)
                            + ": "
                            + artifact(root.resolve("lambda-api/target").resolve(file), file));
        }
        List<String> lines =
                List.of(
                        "  \"gateway\": " + gateway,
                        "  \"functions\": {\n    " + String.join(",\n    ", functions) + "\n  }",
                        "  \"web\": " + web());
        // Last, so that a folder with a manifest is complete.
        Files.writeString(
                folder.resolve("manifest.json"), "{\n" + String.join(",\n", lines) + "\n}\n");
    }

    /** Copies an artifact and returns its object of the manifest. */
    private String artifact(Path source, String file) throws IOException {
        String digest = copy(source, folder.resolve(file));
        System.out.printf("  %s  %9d  %s%n", digest, Files.size(source), file);
        return "{\"file\": %s, \"sha256\": %s}".formatted(quoted(file), quoted(digest));
    }

    /** Copies the page; its digest is that of a list of digests and names. */
    private String web() throws IOException {
        Path page = root.resolve("client-web/dist");
        List<String> files = files(page);
        StringBuilder list = new StringBuilder();
        for (String file : files) {
            Path target = folder.resolve(WEB).resolve(file);
            Files.createDirectories(target.getParent());
            list.append(copy(page.resolve(file), target)).append("  ").append(file).append('\n');
        }
        MessageDigest sha256 = sha256();
        sha256.update(list.toString().getBytes(StandardCharsets.UTF_8));
        String digest = hex(sha256);
        System.out.printf("  %s  %3d files  %s%n", digest, files.size(), WEB);
        return "{\"folder\": %s, \"sha256\": %s, \"files\": [\n    %s\n  ]}"
                .formatted(
                        quoted(WEB),
                        quoted(digest),
                        files.stream()
                                .map(DeploymentPackage::quoted)
                                .collect(Collectors.joining(",\n    ")));
    }

    /** Returns the files of a folder, sorted, with slashes. */
    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<String> files =
                    all.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .sorted()
                            .toList();
            if (!files.contains("index.html")) {
                throw new IOException("the page is not built: no index.html in " + folder);
            }
            return files;
        }
    }

    private static String copy(Path source, Path target) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(target), sha256)) {
            in.transferTo(out);
        }
        return hex(sha256);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted((a, b) -> b.compareTo(a))
                    .forEach(
                            path -> {
                                try {
                                    Files.delete(path);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }

    private static String quoted(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
            throw new IllegalArgumentException("a name that JSON would escape: " + text);
        }
        return '"' + text + '"';
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

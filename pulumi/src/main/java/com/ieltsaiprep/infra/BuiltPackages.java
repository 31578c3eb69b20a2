package com.ieltsaiprep.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Artifacts of {@code ./run package}, found by their {@code manifest.json}. Paths are relative to
 * the Pulumi project, so that a plan is the same on every machine.
 */
public final class BuiltPackages {
    private final Path folder;
    private final YamlDocument manifest;

    private BuiltPackages(Path folder, YamlDocument manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Artifact in a file.
     *
     * @param file path of the file
     * @param sha256 digest of its bytes, 64 hexadecimal digits
     */
    public record Artifact(Path file, String sha256) {}

    /**
     * Reads the manifest of a folder.
     *
     * @throws IllegalStateException if there is none
     */
    static BuiltPackages read(Path folder) {
        Path file = folder.resolve("manifest.json");
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    file + " is missing: make the packages first, with ./run package");
        }
        return new BuiltPackages(folder, YamlDocument.read(file));
    }

    /** Returns the zip of a function, such as {@code auth}. */
    public Artifact function(String name) {
        return artifact(manifest.object("functions").object(name));
    }

    /** Returns the archive of the gateway. */
    public Artifact gateway() {
        return artifact(manifest.object("gateway"));
    }

    /** Returns the folder of the built page. */
    public Path webFolder() {
        return folder.resolve(manifest.object("web").text("folder"));
    }

    /** Returns the paths of the page's files in its folder. */
    public List<String> webFiles() {
        return manifest.object("web").texts("files").stream().sorted().toList();
    }

    private Artifact artifact(YamlDocument entry) {
        return new Artifact(folder.resolve(entry.text("file")), entry.text("sha256"));
    }
}

package com.ieltsaiprep.infra.web;

import java.nio.file.Path;
import java.util.List;

/**
 * Files of the built page.
 *
 * @param folder folder of the build
 * @param files their paths in it, with slashes, such as {@code assets/index-1a2b.js}
 */
public record SiteFiles(Path folder, List<String> files) {
    /** Creates the files from an immutable copy of their paths. */
    public SiteFiles {
        files = List.copyOf(files);
    }
}

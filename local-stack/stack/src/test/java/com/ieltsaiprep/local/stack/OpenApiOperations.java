package com.ieltsaiprep.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Operations that docs/openapi.yaml declares. */
final class OpenApiOperations {
    private static final Pattern PATH = Pattern.compile("  (/\\S*):");
    private static final Pattern METHOD = Pattern.compile("    (get|post|patch|put|delete):");

    private OpenApiOperations() {}

    /** Operation; {@code path} has {@code x} for each parameter. */
    record Operation(String method, String path) {
        /** Returns the path with a value for its parameter; as it is if it has none. */
        String pathWith(String parameter) {
            return path.replaceFirst("/x(?=/|$)", "/" + parameter);
        }

        boolean isWrite() {
            return !method.equals("GET");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Operation> operations() throws IOException {
        List<Operation> operations = new ArrayList<>();
        String path = "";
        for (String line : Files.readAllLines(Path.of("../../docs/openapi.yaml"))) {
            Matcher begins = PATH.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (begins.matches()) {
                path = begins.group(1).replaceAll("\\{\\w+}", "x");
            } else if (method.matches()) {
                operations.add(new Operation(method.group(1).toUpperCase(Locale.ROOT), path));
            }
        }
        return operations;
    }
}

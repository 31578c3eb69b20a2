package com.ieltsaiprep.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.AwsCall;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * List of AWS calls in a JSON file: what the roles of the product call during a tour, and so what
 * their IAM policies have to allow.
 *
 * @param certain calls that every tour makes
 * @param sometimes calls that depend on timing, such as those of a cache
 */
record AwsCallList(SortedSet<AwsCall> certain, SortedSet<AwsCall> sometimes) {
    /**
     * Reads a list.
     *
     * @throws IOException if the file is missing or is not such a list
     */
    static AwsCallList read(Path file) throws IOException {
        AwsCallList list = new AwsCallList(new TreeSet<>(), new TreeSet<>());
        for (JsonNode entry : JsonValues.read(Files.readAllBytes(file)).path("calls")) {
            AwsCall call =
                    new AwsCall(
                            entry.path("role").asText(),
                            entry.path("roleRegion").asText(),
                            entry.path("action").asText(),
                            entry.path("region").asText(),
                            entry.path("resource").asText());
            SortedSet<AwsCall> calls =
                    entry.path("sometimes").asBoolean() ? list.sometimes : list.certain;
            calls.add(call);
        }
        return list;
    }

    /** Writes calls in their order, one a line, as a list that can be read. */
    static void write(Path file, SortedSet<AwsCall> calls) throws IOException {
        String lines =
                calls.stream()
                        .map(
                                call ->
                                        "    "
                                                + new String(
                                                        JsonValues.write(call),
                                                        StandardCharsets.UTF_8))
                        .collect(Collectors.joining(",\n"));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\n  \"calls\": [\n" + lines + "\n  ]\n}\n");
    }

    /** Returns the calls that were made, but are not in this list. */
    List<AwsCall> unlisted(Collection<AwsCall> made) {
        return made.stream()
                .filter(call -> !certain.contains(call) && !sometimes.contains(call))
                .toList();
    }

    /** Returns the calls of this list that every tour makes, but this one did not. */
    List<AwsCall> notMade(Collection<AwsCall> made) {
        return certain.stream().filter(call -> !made.contains(call)).toList();
    }
}

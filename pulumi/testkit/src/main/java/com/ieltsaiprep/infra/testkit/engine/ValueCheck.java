package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Check of values that no type tells from others: files of assets and archives that do not exist,
 * and texts that are an object's {@code toString}.
 */
final class ValueCheck {
    /** Beginning of what the SDK's outputs say of themselves as a string. */
    private static final String STRINGIFIED_OUTPUT = "Calling 'toString' on an 'Output<T>'";

    /** Matches {@link Object#toString} and {@link java.util.Optional#toString} in a text. */
    private static final Pattern STRINGIFIED_OBJECT =
            Pattern.compile(
                    "(?:\\w+\\.)+[A-Z][\\w$]*@[0-9a-f]{3,8}\\b|\\bOptional\\[|\\bOptional\\.empty\\b");

    private final Path folder;
    private final List<String> findings = new ArrayList<>();

    private ValueCheck(Path folder) {
        this.folder = folder;
    }

    /** Returns what is wrong with the properties, each finding with the path of the property. */
    static List<String> findings(Struct properties, Path folder) {
        ValueCheck check = new ValueCheck(folder);
        properties.getFieldsMap().forEach((name, value) -> check.value(value, name));
        return check.findings;
    }

    private void value(Value wire, String at) {
        Value value = WireValues.plaintext(wire);
        switch (value.getKindCase()) {
            case STRING_VALUE -> text(value.getStringValue(), at);
            case LIST_VALUE -> {
                for (int i = 0; i < value.getListValue().getValuesCount(); i++) {
                    value(value.getListValue().getValues(i), at + "[" + i + "]");
                }
            }
            case STRUCT_VALUE -> {
                WireValues.signature(value)
                        .ifPresent(it -> special(it, value.getStructValue(), at));
                value.getStructValue()
                        .getFieldsMap()
                        .forEach((name, item) -> value(item, at + "." + name));
            }
            default -> {}
        }
    }

    private void text(String text, String at) {
        if (text.contains(STRINGIFIED_OUTPUT)) {
            findings.add(at + ": toString of an Output, use applyValue or Output.format");
        } else if (STRINGIFIED_OBJECT.matcher(text).find()) {
            findings.add(at + ": toString of an object");
        }
    }

    private void special(String signature, Struct value, String at) {
        Value path = value.getFieldsMap().get("path");
        if (path == null) {
            return;
        }
        Path file = folder.resolve(path.getStringValue());
        boolean isArchive = signature.equals(WireValues.ARCHIVE);
        boolean exists = isArchive ? Files.exists(file) : Files.isRegularFile(file);
        if (!exists) {
            String kind = isArchive ? "archive" : "asset";
            findings.add(at + ": " + kind + " " + path.getStringValue() + " does not exist");
        }
    }
}

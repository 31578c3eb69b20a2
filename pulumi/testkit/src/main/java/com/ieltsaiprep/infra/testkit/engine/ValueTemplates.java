package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ValueTemplates of made-up values: {@code ${region}}, {@code ${account}}, {@code ${logicalName}}
 * and {@code ${<input>}}, which is the logical name if the input is not set. {@code ${<input>#}} is
 * the part after the last colon or slash.
 *
 * @param region AWS region
 * @param logicalName name in the program
 * @param inputs inputs of the resource or arguments of the function
 */
record ValueTemplates(String region, String logicalName, Map<String, Value> inputs) {
    /** Account that documentation uses in examples. */
    static final String ACCOUNT = "123456789012";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(#?)}");

    String fill(String template) {
        return VARIABLE.matcher(template)
                .replaceAll(it -> Matcher.quoteReplacement(value(it.group(1), it.group(2))));
    }

    private String value(String variable, String last) {
        String value =
                switch (variable) {
                    case "region" -> region;
                    case "account" -> ACCOUNT;
                    case "logicalName" -> logicalName;
                    default -> input(variable);
                };
        return last.isEmpty()
                ? value
                : value.substring(value.replace('/', ':').lastIndexOf(':') + 1);
    }

    private String input(String name) {
        Value value = inputs.get(name);
        if (value == null || !value.hasStringValue() || WireValues.isUnknown(value)) {
            return logicalName;
        }
        return value.getStringValue();
    }
}

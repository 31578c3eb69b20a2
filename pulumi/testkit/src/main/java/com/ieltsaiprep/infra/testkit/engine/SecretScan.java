package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Scan for plaintext secrets: finds values of secret configuration outside secrets. */
public final class SecretScan {
    /** Text that stands for a secret. */
    public static final String MASK = "[secret]";

    /** Shorter values occur in other texts by chance. */
    private static final int MIN_LENGTH = 6;

    private final List<String> secrets;

    /** Creates a scan for values. */
    public SecretScan(Set<String> secrets) {
        this.secrets = secrets.stream().filter(it -> it.length() >= MIN_LENGTH).sorted().toList();
    }

    /** Returns a text without the secrets in it. */
    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    /** Returns the path of a property that has a secret's plaintext. */
    Optional<String> find(Struct properties) {
        for (Map.Entry<String, Value> property : properties.getFieldsMap().entrySet()) {
            Optional<String> found = find(property.getValue());
            if (found.isPresent()) {
                return Optional.of(property.getKey() + found.get());
            }
        }
        return Optional.empty();
    }

    private Optional<String> find(Value value) {
        if (WireValues.isSecret(value)) {
            return Optional.empty();
        }
        return switch (value.getKindCase()) {
            case STRING_VALUE ->
                    isRevealing(value.getStringValue()) ? Optional.of("") : Optional.empty();
            case STRUCT_VALUE -> find(value.getStructValue()).map(it -> "." + it);
            case LIST_VALUE -> {
                List<Value> values = value.getListValue().getValuesList();
                for (int i = 0; i < values.size(); i++) {
                    Optional<String> found = find(values.get(i));
                    if (found.isPresent()) {
                        yield Optional.of("[" + i + "]" + found.get());
                    }
                }
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private boolean isRevealing(String text) {
        return hasSecret(text) || hasSecret(decoded(text));
    }

    private boolean hasSecret(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    /** Decodes user data, which AWS wants in base64; any other text decodes to nothing. */
    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

package com.ieltsaiprep.infra.testkit.schema;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;
import com.pulumi.asset.Archive;
import com.pulumi.asset.Asset;
import com.pulumi.asset.AssetOrArchive;
import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.EnumType;
import com.pulumi.resources.InvokeArgs;
import com.pulumi.resources.ResourceArgs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Check of properties against a schema: names, types and presence, in nested objects too. */
public final class PropertyCheck {
    private final List<String> findings = new ArrayList<>();

    private PropertyCheck() {}

    /** Returns what is wrong with the properties, each finding with the path of the property. */
    public static List<String> findings(SortedMap<String, Property> schema, Struct properties) {
        PropertyCheck check = new PropertyCheck();
        check.object(schema, properties, "");
        return check.findings;
    }

    private void object(SortedMap<String, Property> schema, Struct properties, String path) {
        Map<String, Value> values = properties.getFieldsMap();
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            Property property = schema.get(entry.getKey());
            String at = path + entry.getKey();
            if (property == null) {
                findings.add(at + ": unknown property");
            } else if (property.json()) {
                json(entry.getValue(), at);
            } else {
                value(entry.getValue(), property.type(), at);
            }
        }
        for (Property property : schema.values()) {
            if (property.required() && isMissing(values.get(property.name()))) {
                findings.add(path + property.name() + ": required property is missing");
            }
        }
    }

    private static boolean isMissing(@org.jspecify.annotations.Nullable Value value) {
        return value == null || value.hasNullValue();
    }

    private void json(Value value, String at) {
        if (!WireValues.plaintext(value).hasStringValue()) {
            findings.add(at + ": expected JSON in a string, got " + kind(value));
        }
    }

    private void value(Value wire, Type type, String at) {
        Value value = WireValues.plaintext(wire);
        if (value.hasNullValue() || WireValues.isUnknown(value)) {
            return;
        }
        switch (type) {
            case ParameterizedType generic -> generic(value, generic, at);
            case Class<?> simple -> simple(value, simple, at);
            default -> throw new IllegalArgumentException("type " + type + " at " + at);
        }
    }

    private void generic(Value value, ParameterizedType type, String at) {
        Type[] arguments = type.getActualTypeArguments();
        Type raw = type.getRawType();
        if (raw == Output.class) {
            value(value, arguments[0], at);
        } else if (raw == Either.class) {
            either(value, arguments, at);
        } else if (raw == List.class) {
            if (require(value.hasListValue(), "a list", value, at)) {
                list(value.getListValue(), arguments[0], at);
            }
        } else if (raw == Map.class) {
            if (require(isPlainObject(value), "an object", value, at)) {
                value.getStructValue()
                        .getFieldsMap()
                        .forEach((key, item) -> value(item, arguments[1], at + "." + key));
            }
        } else {
            throw new IllegalArgumentException("type " + type + " at " + at);
        }
    }

    private void list(ListValue values, Type type, String at) {
        for (int i = 0; i < values.getValuesCount(); i++) {
            value(values.getValues(i), type, at + "[" + i + "]");
        }
    }

    private void either(Value value, Type[] types, String at) {
        PropertyCheck left = new PropertyCheck();
        left.value(value, types[0], at);
        PropertyCheck right = new PropertyCheck();
        right.value(value, types[1], at);
        if (!left.findings.isEmpty() && !right.findings.isEmpty()) {
            findings.addAll(left.findings);
        }
    }

    private void simple(Value value, Class<?> type, String at) {
        if (type == String.class) {
            require(value.hasStringValue(), "a string", value, at);
        } else if (type == Boolean.class) {
            require(value.hasBoolValue(), "a boolean", value, at);
        } else if (type == Integer.class) {
            require(isInteger(value), "an integer", value, at);
        } else if (type == Double.class) {
            require(value.hasNumberValue(), "a number", value, at);
        } else if (type == Archive.class) {
            require(hasSignature(value, WireValues.ARCHIVE), "an archive", value, at);
        } else if (type == Asset.class) {
            require(hasSignature(value, WireValues.ASSET), "an asset", value, at);
        } else if (type == AssetOrArchive.class) {
            require(WireValues.signature(value).isPresent(), "an asset or archive", value, at);
        } else if (type.isAnnotationPresent(EnumType.class)) {
            require(SdkEnum.has(type, value), "one of " + type.getSimpleName(), value, at);
        } else if (isObject(type)) {
            if (require(isPlainObject(value), "an object", value, at)) {
                object(SdkProperties.inputs(type), value.getStructValue(), at + ".");
            }
        }
    }

    private static boolean isObject(Class<?> type) {
        return ResourceArgs.class.isAssignableFrom(type) || InvokeArgs.class.isAssignableFrom(type);
    }

    private static boolean isInteger(Value value) {
        return value.hasNumberValue()
                && value.getNumberValue() == Math.rint(value.getNumberValue());
    }

    private static boolean isPlainObject(Value value) {
        return value.hasStructValue() && WireValues.signature(value).isEmpty();
    }

    private static boolean hasSignature(Value value, String signature) {
        return WireValues.signature(value).filter(signature::equals).isPresent();
    }

    private boolean require(boolean isRight, String expected, Value value, String at) {
        if (!isRight) {
            findings.add(at + ": expected " + expected + ", got " + kind(value));
        }
        return isRight;
    }

    /** Returns the kind of a value and never the value, which may be a secret. */
    private static String kind(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> "a string";
            case NUMBER_VALUE -> "a number";
            case BOOL_VALUE -> "a boolean";
            case LIST_VALUE -> "a list";
            case STRUCT_VALUE ->
                    WireValues.signature(value).isPresent() ? "a special value" : "an object";
            case NULL_VALUE, KIND_NOT_SET -> "nothing";
        };
    }
}

package com.ieltsaiprep.infra.testkit.schema;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;
import com.pulumi.core.Output;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/** Made-up value of a type: a string is its own path, a number 1, a list has one element. */
public final class MadeUpValue {
    private MadeUpValue() {}

    /** Returns a value of a type, in which strings tell the path. */
    public static Value of(Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type first = generic.getActualTypeArguments()[0];
            Type raw = generic.getRawType();
            if (raw == Output.class) {
                return of(first, path);
            }
            if (raw == List.class) {
                return Value.newBuilder()
                        .setListValue(ListValue.newBuilder().addValues(of(first, path + "[0]")))
                        .build();
            }
            return WireValues.object(Struct.getDefaultInstance());
        }
        if (type == Integer.class || type == Double.class) {
            return Value.newBuilder().setNumberValue(1).build();
        }
        if (type == Boolean.class) {
            return Value.newBuilder().setBoolValue(false).build();
        }
        if (type instanceof Class<?> custom && SdkProperties.isResult(custom)) {
            return object(custom, path);
        }
        return WireValues.string(path);
    }

    private static Value object(Class<?> custom, String path) {
        Struct.Builder struct = Struct.newBuilder();
        for (Property property : SdkProperties.results(custom).values()) {
            // AWS sets texts of its objects that the schema calls optional.
            if (property.required() || property.type() == String.class) {
                struct.putFields(
                        property.name(), of(property.type(), path + "." + property.name()));
            }
        }
        return WireValues.object(struct.build());
    }
}

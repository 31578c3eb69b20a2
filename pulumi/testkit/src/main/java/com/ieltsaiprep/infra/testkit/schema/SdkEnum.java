package com.ieltsaiprep.infra.testkit.schema;

import com.google.protobuf.Value;
import com.pulumi.core.annotations.EnumType;

import java.lang.reflect.Method;
import java.util.Arrays;

/** Enumeration of the provider's SDK, whose constants carry their values on the wire. */
final class SdkEnum {
    private SdkEnum() {}

    /** Returns whether a constant of the enumeration has the value. */
    static boolean has(Class<?> type, Value value) {
        Method converter =
                Arrays.stream(type.getDeclaredMethods())
                        .filter(it -> it.isAnnotationPresent(EnumType.Converter.class))
                        .findFirst()
                        .orElseThrow();
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> wireValue(converter, constant))
                .anyMatch(
                        it ->
                                value.hasStringValue()
                                        ? it.equals(value.getStringValue())
                                        : it.equals(value.getNumberValue()));
    }

    private static Object wireValue(Method converter, Object constant) {
        try {
            return converter.invoke(constant);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

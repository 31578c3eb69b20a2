package com.ieltsaiprep.infra.testkit.schema;

import com.pulumi.core.annotations.CustomType;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Properties of the provider's SDK, from the annotations that its serialization uses as well. */
final class SdkProperties {
    private SdkProperties() {}

    /** Returns the properties of a class of arguments. */
    static SortedMap<String, Property> inputs(Class<?> arguments) {
        SortedMap<String, Property> properties = new TreeMap<>();
        for (Field field : arguments.getDeclaredFields()) {
            Import input = field.getAnnotation(Import.class);
            if (input != null) {
                String name = input.name().isEmpty() ? field.getName() : input.name();
                boolean required = input.required() || !isNullable(field);
                properties.put(
                        name, new Property(name, field.getGenericType(), required, input.json()));
            }
        }
        return properties;
    }

    /** Returns the outputs of a class of resources; what is not optional, AWS computes. */
    static SortedMap<String, Property> outputs(Class<?> resource) {
        SortedMap<String, Property> properties = new TreeMap<>();
        for (Field field : resource.getDeclaredFields()) {
            Export output = field.getAnnotation(Export.class);
            if (output != null) {
                boolean required = !isOptional(resource, field.getName());
                properties.put(
                        output.name(),
                        new Property(output.name(), field.getGenericType(), required, false));
            }
        }
        return properties;
    }

    /** Returns the properties of an object in an output, or of a function's result. */
    static SortedMap<String, Property> results(Class<?> custom) {
        SortedMap<String, Property> properties = new TreeMap<>();
        for (Field field : custom.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                String name = settingName(custom, field.getName());
                properties.put(
                        name,
                        new Property(name, field.getGenericType(), !isNullable(field), false));
            }
        }
        return properties;
    }

    /** Returns whether a class is an object in an output. */
    static boolean isResult(Class<?> type) {
        return type.isAnnotationPresent(CustomType.class);
    }

    /** Returns the name on the wire, which the setter of the builder has if it is another one. */
    private static String settingName(Class<?> custom, String field) {
        return Arrays.stream(custom.getDeclaredClasses())
                .flatMap(builder -> Arrays.stream(builder.getDeclaredMethods()))
                .filter(method -> method.getName().equals(field))
                .map(method -> method.getAnnotation(CustomType.Setter.class))
                .filter(setter -> setter != null && !setter.value().isEmpty())
                .map(CustomType.Setter::value)
                .findFirst()
                .orElse(field);
    }

    private static boolean isNullable(Field field) {
        return Arrays.stream(field.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(it -> it.getSimpleName().equals("Nullable"));
    }

    private static boolean isOptional(Class<?> resource, String getter) {
        return Arrays.stream(resource.getDeclaredMethods())
                .filter(it -> it.getName().equals(getter) && it.getParameterCount() == 0)
                .map(Method::getGenericReturnType)
                .map(SdkProperties::argument)
                .flatMap(Optional::stream)
                .anyMatch(
                        it ->
                                it instanceof ParameterizedType type
                                        && type.getRawType() == Optional.class);
    }

    private static Optional<Type> argument(Type type) {
        return type instanceof ParameterizedType it
                ? Optional.of(it.getActualTypeArguments()[0])
                : Optional.empty();
    }
}

package com.ieltsaiprep.infra.testkit.schema;

import com.pulumi.core.annotations.ResourceType;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Schema of the AWS provider: the resource types and functions of its SDK, by their tokens. Classes
 * are read when a token is used first: the SDK has more than 1500 types.
 */
public final class ProviderSchema {
    private static final String ROOT = "com.pulumi.aws.";

    private final Map<String, Optional<ResourceSchema>> resources = new ConcurrentHashMap<>();
    private final Map<String, Optional<ResourceSchema>> functions = new ConcurrentHashMap<>();

    /** Returns the schema of a resource type, such as {@code aws:lambda/function:Function}. */
    public Optional<ResourceSchema> resource(String type) {
        return resources.computeIfAbsent(type, ProviderSchema::readResource);
    }

    /** Returns the schema of a function, such as {@code aws:ec2/getAmi:getAmi}. */
    public Optional<ResourceSchema> function(String token) {
        return functions.computeIfAbsent(token, ProviderSchema::readFunction);
    }

    private static Optional<ResourceSchema> readResource(String type) {
        if (type.equals("pulumi:providers:aws")) {
            return Optional.of(
                    new ResourceSchema(
                            type,
                            SdkProperties.inputs(sdkClass(ROOT + "ProviderArgs").orElseThrow()),
                            new TreeMap<>()));
        }
        return className(type, "")
                .flatMap(
                        name ->
                                sdkClass(name)
                                        .filter(it -> isType(it, type))
                                        .map(
                                                it ->
                                                        new ResourceSchema(
                                                                type,
                                                                inputs(name + "Args"),
                                                                SdkProperties.outputs(it))));
    }

    private static Optional<ResourceSchema> readFunction(String token) {
        Optional<String> result =
                className(token, "outputs.")
                        .map(ProviderSchema::capitalised)
                        .map(it -> it + "Result");
        return result.flatMap(ProviderSchema::sdkClass)
                .map(
                        it ->
                                new ResourceSchema(
                                        token,
                                        inputs(
                                                it.getName()
                                                        .replace(".outputs.", ".inputs.")
                                                        .replaceAll("Result$", "Args")),
                                        SdkProperties.results(it)));
    }

    private static SortedMap<String, Property> inputs(String className) {
        return sdkClass(className).map(SdkProperties::inputs).orElseGet(TreeMap::new);
    }

    /** Returns the name of the class for a token {@code aws:<module>/<file>:<name>}. */
    private static Optional<String> className(String token, String folder) {
        String[] parts = token.split(":", -1);
        if (parts.length != 3 || !parts[0].equals("aws")) {
            return Optional.empty();
        }
        String module = parts[1].replaceAll("/.*", "").toLowerCase(Locale.ROOT);
        String inModule = module.equals("index") ? "" : module + ".";
        return Optional.of(ROOT + inModule + folder + parts[2]);
    }

    private static String capitalised(String className) {
        int name = className.lastIndexOf('.') + 1;
        return className.substring(0, name)
                + className.substring(name, name + 1).toUpperCase(Locale.ROOT)
                + className.substring(name + 1);
    }

    private static boolean isType(Class<?> it, String type) {
        ResourceType annotation = it.getAnnotation(ResourceType.class);
        return annotation != null && annotation.type().equals(type);
    }

    private static Optional<Class<?>> sdkClass(String name) {
        try {
            return Optional.of(Class.forName(name, false, ProviderSchema.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}

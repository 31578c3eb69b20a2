package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Struct;

import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceRequest.PropertyDependencies;

import java.util.List;

/** Normalization of requests: what depends on the order of threads or on lines of the source. */
final class RequestNormalizer {
    private RequestNormalizer() {}

    static RegisterResourceRequest normalize(RegisterResourceRequest request) {
        RegisterResourceRequest.Builder normal =
                request.toBuilder()
                        .clearSourcePosition()
                        .clearStackTrace()
                        .clearParentStackTraceHandle();
        List<String> dependencies = request.getDependenciesList().stream().sorted().toList();
        normal.clearDependencies().addAllDependencies(dependencies);
        request.getPropertyDependenciesMap()
                .forEach((name, it) -> normal.putPropertyDependencies(name, sorted(it)));
        return normal.setObject(withoutNulls(request.getObject())).build();
    }

    private static PropertyDependencies sorted(PropertyDependencies dependencies) {
        return PropertyDependencies.newBuilder()
                .addAllUrns(dependencies.getUrnsList().stream().sorted().toList())
                .build();
    }

    private static Struct withoutNulls(Struct properties) {
        Struct.Builder set = Struct.newBuilder();
        properties
                .getFieldsMap()
                .forEach(
                        (name, value) -> {
                            if (!value.hasNullValue()) {
                                set.putFields(name, value);
                            }
                        });
        return set.build();
    }
}

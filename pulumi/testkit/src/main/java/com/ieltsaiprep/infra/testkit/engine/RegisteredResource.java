package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Struct;

import pulumirpc.Resource.RegisterResourceRequest;

/**
 * Resource that a program has registered, with the identity and outputs that the engine gave it.
 *
 * @param urn name in the stack
 * @param request what the program sent, in a form that does not depend on the order of threads
 * @param id identifier at the provider, empty for components and in a preview
 * @param outputs properties that the program received
 */
public record RegisteredResource(
        String urn, RegisterResourceRequest request, String id, Struct outputs) {
    /** Returns the type of the resource, such as {@code aws:lambda/function:Function}. */
    public String type() {
        return request.getType();
    }

    /** Returns the name in the program. */
    public String name() {
        return request.getName();
    }
}

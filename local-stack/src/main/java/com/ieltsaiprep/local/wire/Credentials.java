package com.ieltsaiprep.local.wire;

/**
 * AWS access key with which clients sign their requests to a stand-in, and the only one that the
 * stand-in accepts.
 */
public record Credentials(String accessKeyId, String secretAccessKey) {
    /** Returns the fixed credentials that all clients and stand-ins of the local stack use. */
    public static Credentials local() {
        return new Credentials("AKIALOCALSTACK", "local-stack-secret");
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}

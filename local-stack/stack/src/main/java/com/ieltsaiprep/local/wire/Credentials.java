package com.ieltsaiprep.local.wire;

/**
 * AWS access key with which clients sign their requests to a stand-in, and the only one that the
 * stand-in accepts.
 */
public record Credentials(String accessKeyId, String secretAccessKey) {
    /**
     * Returns the fixed AWS access key of the local stack: clients of AWS services sign their
     * requests with it, and the local stand-ins for those services verify the signatures.
     */
    public static Credentials local() {
        return new Credentials("AKIALOCALSTACK", "local-stack-secret");
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}

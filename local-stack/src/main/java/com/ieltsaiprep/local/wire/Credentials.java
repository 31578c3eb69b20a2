package com.ieltsaiprep.local.wire;

/** Static credentials: the only pair that a stand-in accepts. */
public record Credentials(String accessKeyId, String secretAccessKey) {
    /** Returns the default credentials of the local stack. */
    public static Credentials local() {
        return new Credentials("AKIALOCALSTACK", "local-stack-secret");
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}

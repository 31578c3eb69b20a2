package com.ieltsaiprep.local.wire;

/** The one pair of static credentials that a stand-in accepts. */
public record Credentials(String accessKeyId, String secretAccessKey) {
    /** What the local stack uses unless told otherwise. */
    public static Credentials local() {
        return new Credentials("AKIALOCALSTACK", "local-stack-secret");
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}

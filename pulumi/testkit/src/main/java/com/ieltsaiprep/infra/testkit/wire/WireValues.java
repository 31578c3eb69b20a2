package com.ieltsaiprep.infra.testkit.wire;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;

import java.util.Optional;

/**
 * Special values in properties: secrets, assets, archives and values that are not yet known.
 *
 * <p>An object with the {@link #SIGNATURE} key is none of the program's own: its value says what
 * the object stands for.
 *
 * @see <a
 *     href="https://pulumi-developer-docs.readthedocs.io/latest/docs/architecture/deployment-execution/resource-registration.html">Resource
 *     registration</a>
 */
public final class WireValues {
    /** Key of an object that stands for a special value. */
    public static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    /** Signature of a secret, whose plaintext has the key {@link #PLAINTEXT}. */
    public static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

    /** Signature of an asset, which is a file, a text or an address. */
    public static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";

    /** Signature of an archive, which is a file, a folder, an address or a map of assets. */
    public static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

    /** Value of a property that a preview does not know. */
    public static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /** Key of a secret's plaintext. */
    public static final String PLAINTEXT = "value";

    private WireValues() {}

    /** Returns a string. */
    public static Value string(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    /** Returns an object. */
    public static Value object(Struct struct) {
        return Value.newBuilder().setStructValue(struct).build();
    }

    /** Returns the plaintext of a secret, and any other value as it is. */
    public static Value plaintext(Value value) {
        Value current = value;
        while (isSecret(current)) {
            current = current.getStructValue().getFieldsOrThrow(PLAINTEXT);
        }
        return current;
    }

    /** Returns whether the value is a secret. */
    public static boolean isSecret(Value value) {
        return signature(value).filter(SECRET::equals).isPresent();
    }

    /** Returns whether the value is not known until the stack is deployed. */
    public static boolean isUnknown(Value value) {
        return value.getStringValue().equals(UNKNOWN);
    }

    /** Returns the signature of a special value. */
    public static Optional<String> signature(Value value) {
        if (!value.hasStructValue()) {
            return Optional.empty();
        }
        return Optional.ofNullable(value.getStructValue().getFieldsMap().get(SIGNATURE))
                .map(Value::getStringValue);
    }
}

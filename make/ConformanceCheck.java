import java.io.FileInputStream;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges PDFs with the validator of veraPDF. Usage: ConformanceCheck 3a,ua1 FILE... The exit code is 1 when a file breaks a rule, 2 when one cannot be read. */
public final class ConformanceCheck {
    public static void main(String[] arguments) {
        VeraGreenfieldFoundryProvider.initialise();
        int worst = 0;
        for (int at = 1; at < arguments.length; at++)
            for (String flavour : arguments[0].split(","))
                worst = Math.max(worst, judge(arguments[at], flavour));
        System.exit(worst);
    }
    private static int judge(String path, String name) {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        try (FileInputStream stream = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant()) {
                System.out.println("ok   " + name + "  " + path);
                return 0;
            }
            System.out.println("FAIL " + name + "  " + path);
            Set<String> said = new TreeSet<>();
            for (TestAssertion failed : result.getTestAssertions())
                said.add("       " + failed.getRuleId().getClause() + "-" + failed.getRuleId().getTestNumber()
                        + ": " + failed.getMessage());
            said.forEach(System.out::println);
            return 1;
        } catch (Exception | Error unreadable) {
            System.out.println("FAIL " + name + "  " + path + "\n       cannot be read: " + unreadable.getMessage());
            return 2;
        }
    }
}

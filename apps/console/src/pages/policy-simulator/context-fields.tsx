import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Grid from "@cloudscape-design/components/grid";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { t } from "../../i18n/t.ts";

interface ContextFieldsProps {
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}

/** A field for each condition key that the policies look at. */
export function ContextFields({ names, values, onChange }: ContextFieldsProps) {
  if (names.length === 0) return null;
  return (
    <SpaceBetween size="xs">
      <div>
        <Box variant="h3">{t("simulator.keys")}</Box>
        <Box color="text-body-secondary" fontSize="body-s">
          {t("simulator.keysHelp")}
        </Box>
      </div>
      <Grid gridDefinition={names.map(() => ({ colspan: { default: 12, s: 6 } }))}>
        {names.map((name) => (
          <FormField key={name} label={name}>
            <Input
              value={values[name] ?? ""}
              placeholder={t("simulator.keyAbsent")}
              autoComplete={false}
              onChange={({ detail }) => onChange({ ...values, [name]: detail.value })}
            />
          </FormField>
        ))}
      </Grid>
    </SpaceBetween>
  );
}
